// The quantity field: a number from 1 to 999 between a minus and a plus button.

import { text } from "./language.js";

const LEAST = 1;
const MOST = 999;

// null if the field doesn't contain a quantity.
export function quantityIn(field) {
  const value = field.querySelector("input").value;
  const quantity = Number(value);
  return /^\d+$/.test(value) && quantity >= LEAST && quantity <= MOST ? quantity : null;
}

// `onChange` gets the new quantity, or null; the error line updates by itself.
export function openQuantity(field, { name, quantity, onChange = () => {} }) {
  const input = field.querySelector("input");
  input.value = quantity;
  input.setAttribute("aria-label", text("quantityOf", name));
  input.addEventListener("change", () => onChange(checkQuantity(field)));
  // Not left to "change", which comes with the next click: the error line would vanish
  // under the mouse, and the pressed button would move away.
  input.addEventListener("input", () => {
    if (quantityIn(field) !== null) checkQuantity(field);
  });
  field.querySelector("[data-less]").addEventListener("click", () => step(field, -1));
  field.querySelector("[data-more]").addEventListener("click", () => step(field, +1));
}

export function checkQuantity(field) {
  const quantity = quantityIn(field);
  const wrong = quantity === null;
  const input = field.querySelector("input");
  input.setAttribute("aria-invalid", wrong);
  const line = field.querySelector("[data-quantity-error]");
  line.textContent = wrong ? text("quantityWrong") : "";
  return quantity;
}

function step(field, by) {
  const input = field.querySelector("input");
  const wanted = (quantityIn(field) ?? LEAST) + by;
  input.value = Math.min(Math.max(wanted, LEAST), MOST);
  input.dispatchEvent(new Event("change"));
}
