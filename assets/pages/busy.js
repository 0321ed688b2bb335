// Lets a button do one thing at a time.

const working = new WeakSet();

// aria-disabled rather than disabled: a disabled button would lose the keyboard's focus.
export async function whileBusy(button, work) {
  if (working.has(button)) return;
  working.add(button);
  button.setAttribute("aria-disabled", "true");
  try {
    await work();
  } finally {
    working.delete(button);
    button.removeAttribute("aria-disabled");
  }
}
