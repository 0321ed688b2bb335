// mdBook's own words, in Korean on Korean pages.
(() => {
  if (document.documentElement.lang !== "ko") return;

  const korean = new Map([
    ["Toggle Table of Contents", "차례 열고 닫기"],
    ["Table of contents", "차례"],
    ["Change theme", "화면 색 바꾸기"],
    ["Themes", "화면 색"],
    ["Auto", "자동"],
    ["Light", "밝게"],
    ["Search (`/`)", "검색 (`/`)"],
    ["Toggle Searchbar", "검색창 열고 닫기"],
    ["Search this book ...", "이 책에서 검색…"],
    ["Search Result Teaser", "찾은 곳의 내용"],
    ["Page navigation", "앞뒤 장"],
    ["Previous chapter", "앞 장"],
    ["Next chapter", "다음 장"],
    ["Copy to clipboard", "복사하기"],
    ["Copied!", "복사했어요!"],
    ["Clipboard error!", "복사하지 못했어요"],
    ["Keyboard shortcuts", "단축키"],
    ["Note", "참고"],
    ["Tip", "도움말"],
    ["Important", "중요"],
    ["Warning", "주의"],
    ["Caution", "조심"],
  ]);
  const shortcuts = [
    "← 또는 → : 앞뒤 장으로",
    "S 또는 / : 검색",
    "? : 이 도움말",
    "Esc : 도움말 닫기",
  ];
  const attributes = ["title", "aria-label", "placeholder"];

  const translate = (element) => {
    for (const name of attributes) {
      const text = korean.get(element.getAttribute(name));
      if (text) element.setAttribute(name, text);
    }
  };
  const all = () =>
    document
      .querySelectorAll(attributes.map((name) => `[${name}]`).join())
      .forEach(translate);
  all();

  const texts = ".theme-popup button, .mdbook-help-title, .blockquote-tag-title";
  for (const element of document.querySelectorAll(texts)) {
    const text = [...element.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE);
    const words = korean.get(text?.textContent.trim());
    if (words) text.textContent = words;
  }
  document.querySelectorAll("#mdbook-help-popup p").forEach((line, at) => {
    line.textContent = shortcuts[at];
  });

  // The copy button's bubble is made while it is used; so is what search says.
  const found = document.querySelector("#mdbook-searchresults-header");
  const count = /^(No|\d+) search results? for '(.*)'[.:]$/s;
  new MutationObserver(() => {
    const [, number, term] = found?.textContent.match(count) ?? [];
    if (!number) return;
    const none = number === "No";
    found.textContent = none
      ? `‘${term}’ 검색 결과가 없어요.`
      : `‘${term}’ 검색 결과 ${number}개`;
  }).observe(found, { childList: true, characterData: true, subtree: true });
  new MutationObserver((changes) => {
    for (const { target } of changes) translate(target);
  }).observe(document.body, { attributeFilter: attributes, subtree: true });
  addEventListener("DOMContentLoaded", all);
})();
