// Keeps and forgets the login; nothing else touches the token.

// Where the lesson keeps it, so that its own pages and ours share a login.
const TOKEN = "token";
const ORDERS = "orders";
const HEARD = "heard";
const LOG_IN_AGAIN = "log-in-again";
const SIGNED_UP = "signed-up";

export const token = () => localStorage.getItem(TOKEN);

export function keep(newToken) {
  forget();
  localStorage.setItem(TOKEN, newToken);
}

// The orders go too: the next person to log in on this machine may be someone else.
export function forget() {
  for (const key of [TOKEN, ORDERS, HEARD]) localStorage.removeItem(key);
}

// What this page was told last: another tab may be further on.
let told;

// The number of the last purchase that this page was told about; before that, this
// browser. Or undefined.
export function heard() {
  if (told !== undefined) return told;
  const kept = localStorage.getItem(HEARD);
  return kept !== null && isNumber(Number(kept)) ? Number(kept) : undefined;
}

export function keepHeard(purchaseId) {
  if (!isNumber(purchaseId)) return;
  told = purchaseId;
  localStorage.setItem(HEARD, purchaseId);
}

// Step 06 passes on whatever a buyer has made up.
const isNumber = (purchaseId) => Number.isSafeInteger(purchaseId) && purchaseId >= 0;

export function goToLogin() {
  location.replace("/");
}

// Another tab may log in meanwhile, and Back may bring this page back.
export function leaveOnceLoggedIn() {
  const leave = () => {
    if (token() !== null) location.replace("/goods.html");
  };
  addEventListener("storage", leave);
  addEventListener("pageshow", leave);
}

// False means that the page is being left, so there is nothing to draw.
export function requireLogin() {
  if (token() === null) {
    goToLogin();
    return false;
  }
  reloadWhenStale();
  return true;
}

export function askToLogInAgain() {
  forget();
  sessionStorage.setItem(LOG_IN_AGAIN, "yes");
  goToLogin();
}

export const wasAskedToLogInAgain = () => take(LOG_IN_AGAIN) !== null;

export function rememberSignUp(email) {
  sessionStorage.setItem(SIGNED_UP, email);
}

export const signedUpEmail = () => take(SIGNED_UP);

function take(key) {
  const value = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  return value;
}

// All tabs share one token: a page drawn for one login must not stay up under another.
// Nor may the browser's back/forward cache bring back a cart that has been paid for.
function reloadWhenStale() {
  const drawnFor = token();
  addEventListener("storage", () => {
    if (token() !== drawnFor) location.reload();
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}
