// Builds DOM without HTML strings, so that what people typed stays text.

import { write } from "./language.js";

export function element(tag, { data = {}, ...properties } = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

// A copy of the one element in the page's <template id>, in the reader's language.
export function fromTemplate(id) {
  const copy = document.getElementById(id).content.cloneNode(true);
  write(copy);
  return copy.firstElementChild;
}
