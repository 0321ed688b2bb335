// Says an error to the reader: in Korean as the server does, or in English.

import { language, text } from "./language.js";

// `key` names a sentence of the pages, `message` is one from the server.
export class ShopError extends Error {
  constructor({ key = "errorUnexpected", message, status }) {
    super(message ?? "");
    this.key = key;
    this.status = status;
  }
}

// As in "quantity: 1 이상 999 이하의 정수여야 합니다."
const FIELD_AND_RULE = /^(\w+): (.+)$/;

const PASSWORDS_DIFFER = "패스워드가 패스워드 확인란과 동일하지 않습니다.";

const ENGLISH = new Map([
  [PASSWORDS_DIFFER, "The two passwords don’t match."],
  ["이미 가입된 이메일 또는 닉네임이 있습니다.", "That email or nickname is already taken."],
  ["이메일 또는 패스워드가 잘못됐습니다.", "Wrong email or password."],
  ["로그인 후 이용 가능한 기능입니다.", "Please log in first."],
  ["이미 있는 데이터입니다.", "Goods with this number already exist."],
  ["존재하지 않는 상품입니다.", "We don’t carry this item."],
  ["BUY의 내용은 객체여야 합니다.", "BUY must carry an object."],
  ["없는 API입니다.", "There is no such API."],
  ["요청 본문이 올바른 JSON이 아닙니다.", "The request was not valid JSON."],
  ["요청 본문은 객체여야 합니다.", "The request must be a JSON object."],
  ["요청 본문이 너무 큽니다.", "The request is too large."],
  [
    "서버에서 문제가 생겼습니다. 잠시 후 다시 시도해 주세요.",
    "Something went wrong on our side. Please try again in a moment.",
  ],
  ["허용되지 않은 출처(Origin)입니다.", "This origin is not allowed."],
]);

const ENGLISH_RULES = [
  [/^필수 항목입니다\.$/, "please fill this in."],
  [/^문자열이어야 합니다\.$/, "must be text."],
  [/^(\d+)자 이하여야 합니다\.$/, "must be $1 characters or fewer."],
  [/^제어 문자는 쓸 수 없습니다\.$/, "can’t contain control characters."],
  [/^이메일 형식이 아닙니다\.$/, "doesn’t look like an email address."],
  [/^(\d+)개 이하의 목록이어야 합니다\.$/, "can’t be more than $1."],
  [/^items의 첫 번째 상품과 같아야 합니다\.$/, "must be the first of the items."],
  [/^같은 상품이 두 번 들어 있습니다\.$/, "the same one is listed twice."],
  [/^(-?\d+) 이상 (-?\d+) 이하의 정수여야 합니다\.$/, "must be a whole number from $1 to $2."],
  [
    /^http\(s\) 주소 또는 \/로 시작하는 경로여야 합니다\.$/,
    "must be an http(s) address, or a path that starts with /.",
  ],
];

export function explain(error) {
  if (!(error instanceof ShopError)) console.error(error);
  if (!(error instanceof ShopError) || error.message === "") {
    return text(error.key ?? "errorUnexpected");
  }
  const [, field, rule] = FIELD_AND_RULE.exec(error.message) ?? [];
  if (field) return `${text(`field.${field}`) ?? field}: ${translateRule(rule)}`;
  return translate(error.message);
}

// The form field an error is about, or undefined if it is about none.
export function fieldOf(error) {
  if (error.message === PASSWORDS_DIFFER) return "confirmPassword";
  return FIELD_AND_RULE.exec(error.message)?.[1];
}

function translate(sentence) {
  return language === "ko" ? sentence : ENGLISH.get(sentence) ?? sentence;
}

function translateRule(rule) {
  if (language === "ko") return rule;
  const [pattern, english] = ENGLISH_RULES.find(([known]) => known.test(rule)) ?? [];
  return pattern ? rule.replace(pattern, english) : rule;
}
