// The only file that speaks Socket.IO: one socket a page, BUY out, BUY_GOODS in.

import { ShopError } from "./errors.js";
import { askToLogInAgain, token } from "./session.js";

const LOGIN_NEEDED = "로그인 후 이용 가능한 기능입니다.";
const ANSWER_MS = 5000;
const CONNECT_MS = 1000;
const WHO_MS = 500;
const RETRY_MS = 2000;

let socket;
let packetSeen;
let tapped;
let connectedAt = 0;
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
// Resolves once the purchase is made; otherwise throws a ShopError that says why not.
export async function buy(order) {
  if (!socket) throw new ShopError({ key: "errorNoLive" });
  if (!socket.connected) await heard("connect", CONNECT_MS);
  if (!answersBuy) await heard("WHO", connectedAt + WHO_MS - performance.now());
  // Looked at last: an emit while offline would be kept, and sent who knows when.
  if (!socket.connected) throw new ShopError({ key: "errorNotConnected" });
  if (answersBuy) await buyAndHearBack(order);
  else socket.emit("BUY", order);
}
// ANCHOR_END: buy

async function buyAndHearBack(order) {
  const answer = await socket
    .timeout(ANSWER_MS)
    .emitWithAck("BUY", order)
    .catch(() => {
      throw new ShopError({ key: "errorNoAnswer" });
    });
  if (answer?.ok !== true) throw new ShopError({ message: answer?.errorMessage });
}

function watchConnection(onStatus) {
  socket.on("connect", () => {
    connectedAt = performance.now();
    onStatus("live");
  });
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
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      socket.off(event, done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(ms, 0));
    socket.on(event, done);
  });
}

// The client script stands after the pages' modules, since it may come from far away and
// must hold up nothing else. Deferred scripts have been tried once DOMContentLoaded fires.
function deferredScripts() {
  if (typeof io !== "undefined") return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener("DOMContentLoaded", resolve, { once: true });
  });
}
