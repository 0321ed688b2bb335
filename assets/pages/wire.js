// Shows the packets of this page's socket as they pass, each part explained.

import { element } from "./element.js";
import { text } from "./language.js";

const OPEN = "wire-open";
const MOST = 200;
const ENGINE_TYPES = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];
const SOCKET_TYPES = ["connect", "disconnect", "event", "ack", "error", "event", "ack"];

// type, attachments of a binary packet, namespace, acknowledgement id, the rest
const SOCKET_PACKET = /^(\d)(\d+-)?(\/[^,]*,)?(\d*)(.*)$/s;

const toggle = document.querySelector("[data-wire-toggle]");
const panel = document.querySelector("[data-wire]");
const list = document.querySelector("[data-wire-packets]");

export function openWire() {
  toggle.addEventListener("click", () => setOpen(panel.hidden));
  setOpen(sessionStorage.getItem(OPEN) === "yes");
}

export function showPacket(direction, packet) {
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
  list.append(draw(direction, parts(packet)));
  if (list.children.length > MOST) list.firstElementChild.remove();
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function setOpen(open) {
  panel.hidden = !open;
  toggle.setAttribute("aria-expanded", open);
  document.documentElement.toggleAttribute("data-wire-open", open);
  list.scrollTop = list.scrollHeight;
  sessionStorage.setItem(OPEN, open ? "yes" : "no");
}

// One packet as its parts in the order they stand on the wire: what it is, its
// characters, what they mean.
function parts({ type, data = "" }) {
  const engine = ["engine", `${ENGINE_TYPES.indexOf(type)}`, text(`wire.engine.${type}`)];
  if (typeof data !== "string") return [engine, ["body", "…", text("wire.binary")]];
  if (type !== "message") return [engine, ["body", data, ""]];
  const [, kind, attachments = "", namespace = "", id, body] = SOCKET_PACKET.exec(data);
  const meaning = SOCKET_TYPES[kind];
  return [
    engine,
    ["socket", kind, text(`wire.socket.${meaning}`)],
    ["namespace", attachments + namespace, text("wire.namespace")],
    ["id", id, text("wire.id")],
    ["body", withoutToken(body), meaning === "event" ? argumentsOf(body) : ""],
  ].filter(([, characters]) => characters !== "");
}

// Whoever sees the token is logged in, and this panel is made to be shown to a class.
function withoutToken(body) {
  return body.replace(/("token":")(?:[^"\\]|\\.)*/g, "$1…");
}

function argumentsOf(body) {
  const [, event = ""] = /^\["((?:[^"\\]|\\.)*)"/.exec(body) ?? [];
  return text("wire.args", event);
}

function draw(direction, packet) {
  const arrow = element(
    "span",
    { className: `wire-${direction}`, title: text(`wire.${direction}`) },
    direction === "out" ? "↑ " : "↓ ",
  );
  const pieces = packet.map(([part, characters, title]) =>
    element("span", { className: `wire-${part}`, title }, characters),
  );
  return element(
    "li",
    { data: { packet: direction } },
    element("code", {}, arrow, ...pieces),
    element("small", {}, packet.map(explained).filter(Boolean).join(" · ")),
  );
}

function explained([part, characters, meaning]) {
  return part === "body" || meaning === "" ? meaning : `${characters} ${meaning}`;
}
