// Sends a form and shows what the server says about it, next to the field that it's
// about.

import { whileBusy } from "./busy.js";
import { explain, fieldOf } from "./errors.js";

// `send` gets the fields by name. Only the server decides what is valid.
export function onSubmit(form, send) {
  const button = form.querySelector("[data-submit]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(button, async () => {
      clear(form);
      try {
        await send(Object.fromEntries(new FormData(form)));
      } catch (error) {
        show(form, error);
      }
    });
  });
}

function clear(form) {
  form.querySelector("[data-error]").textContent = "";
  for (const input of form.elements) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}

function show(form, error) {
  const line = form.querySelector("[data-error]");
  line.textContent = explain(error);
  const input = form.elements[fieldOf(error)];
  if (!input) return;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", line.id);
  input.focus();
}
