// The only file that speaks Socket.IO: one socket a page, BUY out, BUY_GOODS in.

import { ShopError } from "./errors.js";
import { askToLogInAgain, token } from "./session.js";

// A refused connection has no code, only a sentence.
const LOGIN_NEEDED = "로그인 후 이용 가능한 기능입니다.";
const ANSWER_MS = 5000;
const CONNECT_MS = 1000;
const WHO_MS = 500;
const RETRY_MS = 2000;

let socket;
let packetSeen;
let tapped;
// Whether this connection has heard WHO, which the lesson's servers never send.
let answersBuy = false;

// onStatus hears "live", "reconnecting", or "missing" when there is no client script.
export async function connect({ onBuyGoods, onStatus, onPacket }) {
  await deferredScripts();
  if (typeof io === "undefined") {
    onStatus("missing");
    return;
  }
  socket = io({ auth: { token: token() }, autoConnect: false });
  socket.on("BUY_GOODS", onBuyGoods);
  socket.on("WHO", () => {
    answersBuy = true;
  });
  packetSeen = onPacket;
  watchConnection(onStatus);
  socket.io.on("reconnect_attempt", () => queueMicrotask(tapEngine));
  open();
}

// ANCHOR: buy
// True once the shop has acknowledged the purchase. False if the order is out, and this
// server hasn't said that it acknowledges any: the lesson's servers never do. Throws a
// ShopError that says why not. What it can't wait for is told to `later`, in the same two
// ways: a slow line is no lesson's server.
export async function buy(order, later) {
  if (!socket) throw new ShopError({ key: "errorNoLive" });
  if (!socket.connected) await heard("connect", CONNECT_MS);
  // Looked at last: an emit while offline would be kept, and sent who knows when.
  if (!socket.connected) throw new ShopError({ key: "errorNotConnected" });
  // A server that doesn't acknowledge takes no notice of the wish.
  const answer = new Promise((resolve) => socket.emit("BUY", order, resolve));
  const soon = answersBuy ? undefined : await within(WHO_MS, answer);
  const said = soon ?? (answersBuy ? await within(ANSWER_MS, answer) : undefined);
  if (said) return accepted(said);
  answer.then(accepted).then(later.accepted, later.refused);
  if (answersBuy) throw new ShopError({ key: "errorNoAnswer" });
  return false;
}
// ANCHOR_END: buy

function accepted({ ok, errorMessage: message, code }) {
  if (ok !== true) throw new ShopError({ message, code });
  return true;
}

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

// Socket.IO retries by itself, except after the server has hung up or refused.
function retryIfGivenUp() {
  if (!socket.active) setTimeout(open, RETRY_MS);
}

function open() {
  socket.connect();
  tapEngine();
}

// Every attempt to connect has a new engine, whose first packet is already interesting:
// so it is looked for as soon as it exists, not once it is open.
function tapEngine() {
  const { engine } = socket.io;
  if (engine === tapped) return;
  tapped = engine;
  engine.on("packetCreate", (packet) => packetSeen("out", packet));
  engine.on("packet", (packet) => packetSeen("in", packet));
}

// Ends early when `event` comes, late after `ms`: the caller looks at what is then true.
function heard(event, ms) {
  return within(ms, new Promise((resolve) => socket.once(event, resolve)));
}

// What the promise brings, or undefined if it takes longer.
function within(ms, promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, ms))]);
}

// The client script stands after the pages' modules, since it may come from far away and
// must hold up nothing else. Deferred scripts have been tried once DOMContentLoaded fires.
function deferredScripts() {
  if (typeof io !== "undefined") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}
