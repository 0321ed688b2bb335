// A box for those who come from the other side says so in its title, where mdBook writes
// "Note": they are meant to be skipped by everyone else.
(() => {
  for (const title of document.querySelectorAll(".blockquote-tag-note > .blockquote-tag-title")) {
    const first = title.nextElementSibling?.firstChild;
    const [, name] = /^(Rust|Node):$/.exec(first?.textContent) ?? [];
    if (!name || first.nodeName !== "STRONG") continue;
    title.lastChild.textContent = name;
    first.nextSibling.textContent = first.nextSibling.textContent.trimStart();
    first.remove();
  }
})();
