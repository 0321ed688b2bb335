// Keeps the two languages apart: the page's language for the browser, a way to the same
// page in the other language, and only this language's chapters around it.
(() => {
  const names = { en: "English", ko: "한국어" };
  const titles = { en: "Socket.IO in Rust", ko: "Rust로 만드는 Socket.IO 쇼핑몰" };

  const root = new URL(path_to_root || "./", document.baseURI);
  const page = location.href.split(/[?#]/)[0].replace(root.href, "");

  const languageOf = (link) => {
    const [first] = link.replace(root.href, "").split("/");
    return first in names ? first : undefined;
  };

  const kept = () => {
    try {
      return localStorage.getItem("book-language");
    } catch {
      return null; // Storage may be forbidden; then the browser's language decides.
    }
  };
  const preferred = () => {
    const wanted = [kept(), ...navigator.languages].map((tag) => tag?.slice(0, 2));
    return wanted.find((language) => language in names) ?? "en";
  };

  if (page === "" || page === "index.html") {
    location.replace(new URL(`${preferred()}/welcome.html`, root));
  }

  const language = languageOf(page) ?? preferred();
  document.documentElement.lang = language;
  document.title = document.title.replace(titles.en, titles[language]);
  document.querySelector(".menu-title").textContent = titles[language];

  const picker = document.createElement("nav");
  picker.className = "languages";
  picker.setAttribute("aria-label", language === "ko" ? "언어" : "Language");
  for (const [code, name] of Object.entries(names)) {
    const link = document.createElement("a");
    link.textContent = name;
    link.lang = code;
    link.hreflang = code;
    link.href = new URL(languageOf(page) ? page.replace(language, code) : `${code}/`, root);
    if (code === language) link.setAttribute("aria-current", "true");
    link.addEventListener("click", () => {
      link.hash = location.hash; // Headings have the same ids in both languages.
      try {
        localStorage.setItem("book-language", code);
      } catch {
        // As above.
      }
    });
    picker.append(link);
  }
  document.querySelector(".right-buttons").prepend(picker);

  // mdBook knows one book, which goes on from the last English page to the first Korean.
  for (const link of document.querySelectorAll('[rel~="prev"], [rel~="next"]')) {
    if (languageOf(link.href) !== language) link.remove();
  }
  for (const item of document.querySelectorAll("#mdbook-sidebar .chapter > li")) {
    const link = item.querySelector("a");
    item.hidden = !link || (languageOf(link.href) ?? language) !== language;
  }
})();
