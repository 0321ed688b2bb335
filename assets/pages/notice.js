// Draws one purchase notice; the next purchase replaces it.

import { element } from "./element.js";
import { locale, text } from "./language.js";

const LAST = "notice";
const ISO_DATE = /^\d{4}-\d\d-\d\dT/;

const region = document.querySelector("[data-notices]");

// `away` says how many were bought while you were away; this is the last of them.
export function showNotice(purchase, away) {
  const told = { ...purchase, away };
  const notice = draw(told);
  const hadFocus = region.contains(document.activeElement);
  notice.classList.add("fresh");
  region.replaceChildren(notice);
  if (hadFocus) notice.querySelector("[data-notice-close]").focus();
  sessionStorage.setItem(LAST, JSON.stringify(told));
}

export function restoreNotice() {
  const last = sessionStorage.getItem(LAST);
  if (last) region.replaceChildren(draw(JSON.parse(last)));
}

function close() {
  sessionStorage.removeItem(LAST);
  region.replaceChildren();
  document.querySelector("main").focus({ preventScroll: true });
}

function draw({ nickname, goodsId, goodsName, date, away }) {
  const closing = element("button", {
    type: "button",
    className: "notice-close",
    ariaLabel: text("noticeClose"),
    data: { noticeClose: "" },
  });
  closing.addEventListener("click", close);
  return element(
    "article",
    { className: "notice", data: { notice: "" } },
    element("div", { className: "notice-stub" }),
    element(
      "div",
      { className: "notice-body" },
      ...(away > 1 ? [whileAway(away)] : []),
      sentence(nickname),
      link(goodsId, goodsName),
      when(date),
    ),
    closing,
  );
}

function whileAway(count) {
  const hook = { className: "notice-away", data: { noticeAway: "" } };
  return element("p", hook, text("noticeAway", count));
}

// ANCHOR: sentence
function sentence(nickname) {
  const [before, after] = text("noticeAroundNickname");
  // <bdi>: a nickname written from right to left must not turn the sentence around.
  const buyer = element("bdi", { data: { noticeNickname: "" } }, String(nickname));
  return element(
    "p",
    { className: "notice-sentence", data: { noticeSentence: "" } },
    before,
    element("strong", {}, buyer),
    after,
  );
}
// ANCHOR_END: sentence

function link(goodsId, goodsName) {
  const href = `/detail.html?${new URLSearchParams({ goodsId })}`;
  const hook = { href, className: "notice-goods", data: { noticeGoods: "" } };
  return element("a", hook, String(goodsName));
}

// The lesson's first test sends a sentence instead of a date: it is shown as is.
function when(date) {
  const hook = { className: "notice-date", data: { noticeDate: "" } };
  const time = new Date(date);
  if (!ISO_DATE.test(date) || Number.isNaN(time.getTime())) {
    return element("p", hook, String(date));
  }
  const words = time.toLocaleString(locale, { dateStyle: "long", timeStyle: "medium" });
  return element("p", hook, element("time", { dateTime: date }, words));
}
