// The only file that speaks Socket.IO: one socket a page, BUY out, BUY_GOODS in.

import { ShopError } from "./errors.js";
import { askToLogInAgain, heard, keepHeard, token } from "./session.js";

// A refused connection has no code, only a sentence.
const LOGIN_NEEDED = "로그인 후 이용 가능한 기능입니다.";
const ANSWER_MS = 5000;
const CONNECT_MS = 1000;
const WHO_MS = 500;
const RETRY_MS = 2000;
const MOST_RETRIES = 10;
const BURST_MS = 300;
const AWAY_MS = 2000;

// These may work the next time; the shop recognizes an order by its id.
const TRY_AGAIN = ["too_many_orders", "busy", "too_slow", "internal"];

let socket;
let packetSeen;
let tapped;
// Whether this connection has received WHO, which the lesson's servers never send.
let answersBuy = false;

// onStatus gets "live", "reconnecting", or "missing" if there is no client script;
// onViewers, if given, gets how many people have this page open.
export async function connect({ onBuyGoods, onStatus, onPacket, onViewers }) {
  await deferredScripts();
  if (typeof io === "undefined") {
    onStatus("missing");
    return;
  }
  socket = io({ auth: sayWho, autoConnect: false });
  hearPurchases(onBuyGoods);
  socket.on("WHO", () => {
    answersBuy = true;
  });
  if (onViewers) sayPage(onViewers);
  packetSeen = onPacket;
  watchConnection(onStatus);
  socket.io.on("reconnect_attempt", () => queueMicrotask(tapEngine));
  // A browser keeps a page that you leave for its Back button, and its connection, too.
  addEventListener("pagehide", () => socket.disconnect());
  open();
}

// Asked at every connection: what was bought meanwhile comes before anything else.
function sayWho(say) {
  say({ token: token(), after: heard() });
}

// At every connection, since the server forgets a socket that has left.
function sayPage(onViewers) {
  socket.on("connect", () =>
    socket.emit("CHANGED_PAGE", location.pathname + location.search),
  );
  socket.on("SAME_PAGE_VIEWER_COUNT", onViewers);
  socket.on("disconnect", () => onViewers(0));
}

// ANCHOR: hear
// The shop numbers its purchases. SINCE says after which number they continue, and how
// many before that were left out. Those that come right after it were missed while you
// were away: onBuyGoods gets how many, so far.
function hearPurchases(onBuyGoods) {
  let away = 0;
  let burst;
  let latest;
  const goesOn = () => {
    clearTimeout(burst);
    burst = setTimeout(() => (burst = undefined), BURST_MS);
  };
  socket.on("SINCE", ({ after, missed }) => {
    away = missed;
    latest = performance.now() + AWAY_MS;
    if (heard() !== undefined) goesOn();
    keepHeard(after);
  });
  socket.on("BUY_GOODS", (purchase) => {
    if (burst && performance.now() < latest) goesOn();
    away = burst ? away + 1 : 0;
    onBuyGoods(purchase, away);
    if (purchase.purchaseId) keepHeard(purchase.purchaseId);
  });
}
// ANCHOR_END: hear

// ANCHOR: buy
// Returns the shop's answer, once it has acknowledged the purchase. Without an answer,
// the order has been sent, but this server hasn't said that it acknowledges any (the
// lesson's servers never do); `later` returns an answer that a slow connection delayed.
// Throws a ShopError that says why not. `may` says whether it may still be sent again.
export async function buy(order, onRetry, may) {
  await deferredScripts();
  if (!socket) throw new ShopError({ key: "errorNoLive" });
  if (!socket.connected) await event("connect", CONNECT_MS);
  // Checked last: an emit while offline would be buffered, and sent who knows when.
  if (!socket.connected) throw new ShopError({ key: "errorNotConnected" });
  // As it is now: if the connection breaks meanwhile, that is forgotten.
  const answers = answersBuy;
  const { id } = socket;
  // A server that doesn't acknowledge ignores the request to do so.
  const first = ask(order);
  if (!first) throw new ShopError({ key: "errorNotConnected" });
  const soon = await within(answers ? ANSWER_MS : WHO_MS, first);
  if (isFinal(soon)) return { answer: accepted(soon) };
  if (answers || answersBuy) return { answer: await untilAnswered(order, onRetry, may) };
  const late = first.then((said) => (isFinal(said) ? accepted(said) : never()));
  // The next connection may lead to another server, which wasn't asked to sell anything.
  const again = event("WHO").then(() =>
    socket.id === id ? untilAnswered(order, onRetry, may) : never(),
  );
  return { later: Promise.race([late, again]) };
}

// Asks again for an order that may have been sent already. Only works with a server
// that says who you are: any other would sell it twice.
export async function buyAgain(order, onRetry, may) {
  await deferredScripts();
  if (!socket) throw new ShopError({ key: "errorNoAnswer" });
  while (!answersBuy) {
    // Connected for that long, and still no WHO?
    const { connected } = socket;
    await event(connected ? "WHO" : "connect", ANSWER_MS);
    if (!answersBuy && ((connected && socket.connected) || !may())) {
      throw new ShopError({ key: "errorNoAnswer" });
    }
  }
  return untilAnswered(order, onRetry, may);
}

// The same order, as often as necessary: it is still bought only once.
async function untilAnswered(order, onRetry = () => {}, may) {
  for (let attempt = 0; attempt < MOST_RETRIES && may(); attempt += 1) {
    onRetry();
    if (!answersBuy) await event("WHO", ANSWER_MS);
    const asks = answersBuy && may();
    const answer = asks ? await within(ANSWER_MS, ask(order)) : undefined;
    if (isFinal(answer)) return accepted(answer);
    await within(RETRY_MS, never());
  }
  throw new ShopError({ key: "errorNoAnswer" });
}

const never = () => new Promise(() => {});

// Undefined if it hasn't gone out: after a computer has slept, the client notices only
// now that the connection is gone, and would send it once there is another.
function ask(order) {
  const answer = new Promise((resolve) => socket.emit("BUY", order, resolve));
  return socket.sendBuffer.splice(0).length === 0 ? answer : undefined;
}

function isFinal(answer) {
  return answer !== undefined && !TRY_AGAIN.includes(answer.code);
}

function accepted(answer) {
  const { ok, errorMessage: message, code, total } = answer;
  if (ok !== true) throw new ShopError({ message, code, total });
  return answer;
}
// ANCHOR_END: buy

function watchConnection(onStatus) {
  socket.on("connect", () => onStatus("live"));
  socket.on("disconnect", () => {
    answersBuy = false;
    onStatus("reconnecting");
    retryIfGivenUp();
  });
  socket.on("connect_error", (error) => {
    if (error.message === LOGIN_NEEDED) {
      askToLogInAgain();
      return;
    }
    onStatus("reconnecting");
    retryIfGivenUp();
  });
}

// Socket.IO retries by itself, unless the server has disconnected it or refused.
function retryIfGivenUp() {
  if (!socket.active) setTimeout(open, RETRY_MS);
}

function open() {
  socket.connect();
  tapEngine();
}

// Every attempt to connect has a new engine, and its very first packet is interesting:
// so attach to it as soon as it exists, not once it is open.
function tapEngine() {
  const { engine } = socket.io;
  if (engine === tapped) return;
  tapped = engine;
  engine.on("packetCreate", (packet) => packetSeen("out", packet));
  engine.on("packet", (packet) => packetSeen("in", packet));
}

// Ends early if the event comes, or after `ms`: the caller then checks what is true.
function event(name, ms) {
  return within(ms, new Promise((resolve) => socket.once(name, resolve)));
}

// The promise's value, or undefined if it takes longer.
function within(ms, promise) {
  if (ms === undefined) return promise;
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);
}

// The client script comes after the pages' modules: it may be loaded from far away, and
// must not hold up anything else. Once DOMContentLoaded fires, deferred scripts have
// run or failed.
const ready = new Promise((resolve) => {
  document.addEventListener("DOMContentLoaded", resolve, { once: true });
});

function deferredScripts() {
  return typeof io === "undefined" ? ready : Promise.resolve();
}
