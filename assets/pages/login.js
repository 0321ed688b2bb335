// Wires the login page.

import { logIn } from "./api.js";
import { onSubmit } from "./form.js";
import { text } from "./language.js";
import {
  keep,
  leaveOnceLoggedIn,
  signedUpEmail,
  token,
  wasAskedToLogInAgain,
} from "./session.js";

const form = document.querySelector("[data-login]");
const status = form.querySelector("[data-status]");

if (token() !== null) {
  location.replace("/goods.html");
} else {
  leaveOnceLoggedIn();
  greet();
  onSubmit(form, enter);
}

function greet() {
  if (wasAskedToLogInAgain()) status.textContent = text("logInAgain");
  const email = signedUpEmail();
  if (email === null) return;
  status.textContent = text("canLogIn");
  form.elements.email.value = email;
  form.elements.password.focus();
}

async function enter(fields) {
  const { token: newToken } = await logIn(fields);
  keep(newToken);
  location.replace("/goods.html");
}
