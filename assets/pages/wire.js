// Shows the packets of this page's socket as they pass, each part explained.

import { element } from "./element.js";
import { language, text } from "./language.js";
import { meanings } from "./meanings.js";
import { decode } from "./packet.js";

const OPEN = "wire-open";
const MOST = 200;
const ENGINE_TYPES = ["open", "close", "ping", "pong", "message", "upgrade", "noop"];

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

// The engine gives the first digit as a word.
function parts({ type, data = "" }) {
  const digit = `${ENGINE_TYPES.indexOf(type)}`;
  if (typeof data !== "string") {
    return [...(decode(digit) ?? []), ["body", "…", "binary"]];
  }
  return decode(withoutToken(digit + data)) ?? [["body", data, ""]];
}

// Anyone who sees the token is logged in, and this panel is made to be shown to a class.
function withoutToken(body) {
  return body.replace(/("token":")(?:[^"\\]|\\.)*/g, "$1…");
}

function draw(direction, packet) {
  const arrow = element(
    "span",
    { className: `wire-${direction}`, title: text(`wire.${direction}`) },
    direction === "out" ? "↑ " : "↓ ",
  );
  const pieces = packet.map(([part, characters, meaning]) =>
    element("span", { className: `wire-${part}`, title: meant(meaning) }, characters),
  );
  return element(
    "li",
    { data: { packet: direction } },
    element("code", {}, arrow, ...pieces),
    element("small", {}, packet.map(explained).filter(Boolean).join(" · ")),
  );
}

// Only the digits are explained here; the other parts have tooltips.
function explained([part, characters, meaning]) {
  return part === "engine" || part === "socket" ? `${characters} ${meant(meaning)}` : "";
}

function meant(meaning) {
  const known = meanings[language];
  return known[meaning] ?? (meaning && known.otherField);
}
