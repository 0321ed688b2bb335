// Tells the reader about an error: in Korean, as the server does, or in English, by its
// code.

import { language, text } from "./language.js";

// `key` names a sentence of the pages; `message` and `code` are the server's.
export class ShopError extends Error {
  constructor({ key = "errorUnexpected", message, code, status, total }) {
    super(message ?? "");
    this.key = key;
    this.code = code;
    this.status = status;
    this.total = total;
  }
}

// For example: "quantity: 1 이상 999 이하의 정수여야 합니다."
const FIELD_AND_RULE = /^(\w+): (.+)$/;

// By the codes in shop/src/refusal.rs. A function gets the numbers in the server's
// sentence.
const ENGLISH = {
  not_logged_in: "Please log in first.",
  passwords_differ: "The two passwords don’t match.",
  already_signed_up: "That email or nickname is already taken.",
  bad_login: "Wrong email or password.",
  too_many_tries: (seconds) => `Too many tries. Please try again in ${seconds} second${seconds === "1" ? "" : "s"}.`,
  goods_exist: "An item with this number already exists.",
  unknown_goods: "We don’t carry this item.",
  goods_not_found: "We don’t carry this item.",
  not_json: "The request wasn’t valid JSON.",
  not_an_object: "The request must be a JSON object.",
  not_utf8: "The request contains characters that aren’t UTF-8.",
  too_large: "The request is too large.",
  cut_off: "The request didn’t arrive whole.",
  no_such_api: "There is no such API.",
  foreign_origin: "Pages from this site aren’t allowed to connect.",
  unknown_host: "This isn’t the shop’s address.",
  not_an_admin: "Only admins may register items.",
  too_many_goods: (most) => `One account may register ${most} items at most.`,
  not_an_order: "The payload of BUY must be an object.",
  other_goods: "must be the first of the items.",
  twice_the_same: "the same one is listed twice.",
  order_id_taken: "another order has this id already.",
  price_changed: (total) => `The price has changed. The new total is ₩${Number(total).toLocaleString("en")}.`,
  total_too_large: "The total is too large.",
  too_many_orders: "You have sent too many orders. Please try again in a moment.",
  busy: "There are many orders right now. Please try again in a moment.",
  too_slow: "That took too long. Please try again in a moment.",
  internal: "Something went wrong on our side. Please try again in a moment.",
  required: "please fill this in.",
  only_once: "can be given only once.",
  not_text: "must be text.",
  too_long: (most) => `must be ${most} characters or fewer.`,
  control_characters: "can’t contain control characters.",
  invisible: "needs at least one character that can be seen.",
  bidi_controls: "can’t contain characters that change the writing direction.",
  not_an_email: "doesn’t look like an email address.",
  not_an_address: "must be an http(s) address, or a path that starts with /.",
  out_of_range: (least, most) => `must be a whole number from ${least} to ${most}.`,
  not_a_boolean: "must be true or false.",
  not_a_list: (most) => `must be a list of 1 to ${most}.`,
};

// What a browser says if it keeps nothing more for this site.
const NO_STORAGE = ["QuotaExceededError", "SecurityError"];

export function explain(error) {
  if (!(error instanceof ShopError)) console.error(error);
  if (NO_STORAGE.includes(error.name)) return text("errorNoStorage");
  if (!(error instanceof ShopError) || error.message === "") {
    return text(error.key ?? "errorUnexpected");
  }
  const [, field, rule] = FIELD_AND_RULE.exec(error.message) ?? [];
  if (!field) return translated(error.code, error.message);
  return `${text(`field.${field}`) ?? field}: ${translated(error.code, rule)}`;
}

// The form field that an error is about, or undefined.
export function fieldOf(error) {
  if (error.code === "passwords_differ") return "confirmPassword";
  return FIELD_AND_RULE.exec(error.message)?.[1];
}

// A sentence with an unknown code stays as it is.
function translated(code, sentence) {
  const english = language === "ko" ? undefined : ENGLISH[code];
  if (typeof english !== "function") return english ?? sentence;
  return english(...sentence.match(/-?\d+/g));
}
