// Chooses Korean or English, then writes it into the page.

import { english } from "./text.en.js";
import { korean } from "./text.ko.js";

const CHOSEN = "language";
const WORDS = { ko: korean, en: english };

export const language = chosen() ?? preferred();

// Dates in the reader's own variant of the language, en-GB for instance.
export const locale =
  navigator.languages.find((tag) => tag.startsWith(language)) ?? language;

export function text(key, values) {
  const words = WORDS[language][key];
  return typeof words === "function" ? words(values) : words;
}

export function write(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
  }
}

function chosen() {
  if (!canKeep()) return null;
  const kept = localStorage.getItem(CHOSEN);
  return Object.hasOwn(WORDS, kept ?? "") ? kept : null;
}

// A browser may be told to keep nothing for a site.
function canKeep() {
  try {
    return localStorage !== null && sessionStorage !== null;
  } catch {
    return false;
  }
}

function preferred() {
  const first = navigator.languages.find((tag) => /^(ko|en)\b/.test(tag));
  return first?.startsWith("ko") ? "ko" : "en";
}

// The button shows the other language's name, in that language.
function offerOther(button) {
  const other = language === "ko" ? "en" : "ko";
  button.lang = other;
  button.textContent = WORDS[other].languageName;
  button.addEventListener("click", () => {
    localStorage.setItem(CHOSEN, other);
    location.reload();
  });
}

document.documentElement.lang = language;
write(document);
document.querySelectorAll("[data-language]").forEach(offerOther);

// Then there is neither a login nor an order. The page's own script, which imports this
// file, doesn't start.
if (!canKeep()) {
  const heading = document.createElement("h1");
  heading.textContent = text("shopName");
  const line = document.createElement("p");
  line.className = "wrong";
  line.role = "alert";
  line.textContent = text("errorNoStorage");
  document.querySelector("main").replaceChildren(heading, line);
  throw new Error(line.textContent);
}
