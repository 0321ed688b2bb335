// Takes a packet apart. The pages and the book share this file; book/made has a copy.

// Socket.IO: kind, attachments of a binary packet, namespace, number, the rest.
const MESSAGE = /^([0-6])(\d+-)?(?:(\/[^,]*)(,?))?(\d*)(.*)$/s;

// The pieces of a packet, in order, as `[part, characters, meaning]`, or null if it isn't
// a packet. `meaning` is a key of meanings.js; a piece without one is punctuation.
export function decode(packet) {
  const engine = /^[0-6]/.exec(packet)?.[0];
  if (engine === undefined) return null;
  const first = ["engine", engine, `engine.${engine}`];
  const rest = packet.slice(1);
  if (engine !== "4") return withBody([first], rest);
  const message = MESSAGE.exec(rest);
  if (!message) return null;
  const [, kind, attachments, namespace, comma, number, body] = message;
  const pieces = [
    first,
    ["socket", kind, `socket.${kind}`],
    ["number", attachments, "attachments"],
    ["namespace", namespace, "namespace"],
    ["", comma, ""],
    ["number", number, "number"],
  ];
  return withBody(pieces.filter(([, characters]) => characters), body, "25".includes(kind));
}

function withBody(pieces, body, isEvent = false) {
  if (body === "") return pieces;
  const value = parsed(body);
  // A probe's ping and pong are followed by a word: 2probe.
  if (value === undefined) {
    const isProbe = body === "probe" && "23".includes(pieces[0][1]);
    return isProbe ? [...pieces, ["body", body, "probe"]] : null;
  }
  if (typeof value !== "object" || value === null) return [...pieces, ["body", body, "json"]];
  const names = Object.keys(value);
  const named = members(body).map((text, at) => {
    if (!Array.isArray(value)) return ["body", text, `field.${names[at]}`];
    return isEvent && at === 0 ? ["event", text, "event"] : ["body", text, "argument"];
  });
  return [...pieces, ...withCommas(named, body)];
}

function withCommas(named, body) {
  const between = named.flatMap((piece, at) => (at ? [["", ",", ""], piece] : [piece]));
  return [["", body[0], ""], ...between, ["", body.at(-1), ""]];
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// The top-level members of an array or an object, as written.
function members(json) {
  const found = [];
  let depth = 0;
  let from = 1;
  for (const token of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},]/g)) {
    if ("[{".includes(token[0])) depth += 1;
    if ("]}".includes(token[0])) depth -= 1;
    const ends = depth === 0 || (depth === 1 && token[0] === ",");
    if (ends && json.slice(from, token.index).trim()) found.push(json.slice(from, token.index));
    if (ends) from = token.index + 1;
  }
  return found;
}
