// "The wire, live": takes the packets of a recording, or pasted ones, apart, as the shop's
// pages do, with the words that the protocol's page has too.
(async () => {
  "use strict";

  const home = document.querySelector("[data-wire-live]");
  if (!home) return;

  const KOREAN = location.pathname.includes("/ko/");
  const say = (english, korean) => (KOREAN ? korean : english);

  const made = new URL(`${path_to_root}made/`, document.baseURI);
  const { decode } = await import(new URL("packet.js", made));
  const { meanings } = await import(new URL("meanings.js", made));
  const words = meanings[KOREAN ? "ko" : "en"];
  const meant = (meaning) => words[meaning] ?? (meaning && words.otherField);

  // What a recording or a paste consists of: packets, and what is said between them.
  // Over polling, several packets may stand in one body, parted by a control character.
  function read(text) {
    return text
      .split("\n")
      .filter((line) => line.trim())
      .flatMap((line) => {
        const [, who, arrow, rest] =
          /^\s*(\S+)?\s+([→←])\s+(.*)$/.exec(line) ?? /^\s*()([↑↓→←])\s*(.*)$/.exec(line) ?? [];
        if (!arrow && !/^\s*[0-6]/.test(line)) return [{ note: line }];
        const packets = (rest ?? line.trim()).split("\u001e");
        return packets.map((packet) => ({ who, arrow, packet }));
      });
  }

  const streams = [...document.querySelectorAll("[data-wire-stream]")].map((stream) => ({
    title: stream.dataset.wireStream,
    text: stream.querySelector("code").textContent,
  }));
  const PAUSE_MS = 1200;
  let lines = [];
  let timer;

  const choice = make("select", { id: "wire-choice" });
  streams.forEach(({ title }, at) => choice.append(make("option", { value: at }, title)));
  const play = button(say("Play", "재생"), () => (timer ? pause() : start()));
  const next = button(say("Next line", "다음 줄"), () => {
    pause();
    step();
  });
  const again = button(say("From the start", "처음부터"), restart);
  const shown = make("ol", { className: "wire-lines" });
  shown.setAttribute("aria-live", "polite");
  shown.setAttribute("aria-label", say("Packets", "패킷"));
  const paste = make("textarea", { id: "wire-paste", rows: 4, spellcheck: false });
  paste.value = '42["BUY",{"nickname":"르탄이","goodsId":1,"goodsName":"시원한 콜라"}]';
  const name = button(say("Name the parts", "나눠서 보기"), () => {
    pause();
    shown.replaceChildren();
    lines = [];
    read(paste.value).forEach(show);
  });
  home.append(
    make("p", {}, make("label", { htmlFor: "wire-choice" }, say("Recording ", "기록 ")), choice),
    make("p", { className: "wire-buttons" }, play, next, again),
    make("label", { htmlFor: "wire-paste" }, say("Or paste packets, one a line", "패킷을 한 줄에 하나씩 붙여 넣어도 돼요")),
    paste,
    make("p", { className: "wire-buttons" }, name),
    shown,
  );
  choice.addEventListener("change", restart);
  if (streams.length) restart();

  function restart() {
    pause();
    shown.replaceChildren();
    lines = read(streams[choice.value].text);
  }

  function start() {
    if (!lines.length) restart();
    timer = setInterval(step, PAUSE_MS);
    play.textContent = say("Pause", "멈춤");
    step();
  }

  function pause() {
    clearInterval(timer);
    timer = undefined;
    play.textContent = say("Play", "재생");
  }

  function step() {
    if (lines.length) show(lines.shift());
    if (!lines.length) pause();
  }

  function show({ note, who, arrow, packet }) {
    shown.append(note === undefined ? drawPacket(who, arrow, packet) : drawNote(note));
  }

  function drawNote(note) {
    const isTitle = !note.startsWith(" ");
    return make("li", { className: isTitle ? "wire-title" : "wire-note" }, note.trim());
  }

  function drawPacket(who, arrow, packet) {
    const pieces = decode(packet);
    const from = [who, arrow].filter(Boolean).join(" ");
    const line = make("li", { className: "wire-packet" });
    if (from) line.append(make("span", { className: "wire-from" }, `${from} `));
    if (!pieces) {
      line.append(make("code", {}, packet), make("p", {}, say("This is no packet.", "패킷이 아니에요.")));
      return line;
    }
    const spans = pieces.map(([kind, text]) => make("span", kind ? { className: `wire-${kind}` } : {}, text));
    const named = pieces.filter(([, , meaning]) => meaning);
    const list = make("dl", {});
    for (const [kind, text, meaning] of named) {
      const term = make("code", { className: `wire-${kind}` }, text);
      list.append(make("div", {}, make("dt", {}, term), make("dd", {}, meant(meaning))));
    }
    line.append(make("code", {}, ...spans), list);
    return line;
  }

  function button(label, act) {
    const made = make("button", { type: "button" }, label);
    made.addEventListener("click", act);
    return made;
  }

  function make(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }
})();
