// Wires the sign-up page.

import { signUp } from "./api.js";
import { onSubmit } from "./form.js";
import { leaveOnceLoggedIn, rememberSignUp, token } from "./session.js";

if (token() !== null) {
  location.replace("/goods.html");
} else {
  leaveOnceLoggedIn();
  onSubmit(document.querySelector("[data-register]"), join);
}

async function join(fields) {
  await signUp(fields);
  rememberSignUp(fields.email);
  location.assign("/");
}
