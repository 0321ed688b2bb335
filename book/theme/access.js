// What a keyboard or a screen reader needs, and mdBook leaves out.
(() => {
  const korean = document.documentElement.lang === "ko";

  // A picture can't scroll; what stands around it can.
  for (const picture of document.querySelectorAll("svg.sequence")) {
    const frame = document.createElement("figure");
    frame.className = "diagram";
    picture.replaceWith(frame);
    frame.append(picture);
  }

  // What scrolls sideways has to be reachable without a mouse.
  const reachable = () => {
    for (const wide of document.querySelectorAll("main pre > code, main figure, .table-wrapper")) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
      else wide.removeAttribute("tabindex");
    }
  };
  reachable();
  addEventListener("resize", reachable);
  // A closed question has no width.
  document.addEventListener("toggle", reachable, true);

  // An empty corner of a table is the head of nothing.
  for (const corner of document.querySelectorAll("main th:empty")) {
    corner.replaceWith(document.createElement("td"));
  }

  // mdBook opens the chapters with a label, which the keyboard can't reach.
  const label = document.querySelector("#mdbook-sidebar-toggle");
  const box = document.querySelector("#mdbook-sidebar-toggle-anchor");
  const button = document.createElement("button");
  for (const { name, value } of label.attributes) {
    if (name !== "for") button.setAttribute(name, value);
  }
  button.type = "button";
  button.append(...label.childNodes);
  button.addEventListener("click", () => box.click());
  box.addEventListener("change", () => button.setAttribute("aria-expanded", box.checked));
  label.replaceWith(button);

  // What a screen reader can jump to, and by which name.
  document.querySelector("#mdbook-menu-bar").setAttribute("role", "banner");
  document.querySelector("#mdbook-search-wrapper").setAttribute("role", "search");
  const field = document.querySelector("#mdbook-searchbar");
  field.setAttribute("aria-label", field.placeholder);
  field.setAttribute("aria-describedby", "mdbook-searchresults-header");

  // Two parts of a page must not have one name.
  document
    .querySelector(".nav-wide-wrapper")
    ?.setAttribute("aria-label", korean ? "앞뒤 장 (옆)" : "Page navigation (at the side)");
})();
