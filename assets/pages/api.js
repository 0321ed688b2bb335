// The only file that fetches: one function per call of the shop's REST API.

import { ShopError } from "./errors.js";
import { askToLogInAgain, token } from "./session.js";

// The shop answers within 30 seconds, or not at all.
const LONGEST_MS = 35_000;

export const signUp = (form) => request("POST", "/users", form);
export const logIn = (form) => request("POST", "/auth", form);
export const logOut = () => request("DELETE", "/auth");
export const me = () => request("GET", "/users/me");
// The newest orders, or those before a purchase's number.
export const listOrders = (before) =>
  request("GET", `/users/me/orders${before ? `?${new URLSearchParams({ before })}` : ""}`);

// The hundred with the highest numbers, or those below a number.
export const listGoods = (category, before) =>
  request("GET", `/goods?${new URLSearchParams({ category, ...(before && { before }) })}`);
export const findGoods = (goodsId) => request("GET", `/goods/${goodsId}`);

export const readCart = () => request("GET", "/goods/cart");
export const putInCart = (goodsId, quantity) =>
  request("PUT", `/goods/${goodsId}/cart`, { quantity });
export const removeFromCart = (goodsId) =>
  request("DELETE", `/goods/${goodsId}/cart`);

async function request(method, path, body) {
  const response = await send(method, path, body);
  if (response.status === 401) {
    askToLogInAgain();
    return neverSettled();
  }
  // A proxy in between may answer with something that isn't JSON, or cut it off.
  const answer = await response.json().catch(() => undefined);
  if (!response.ok || answer === undefined) {
    const { errorMessage: message, code } = answer ?? {};
    throw new ShopError({ status: response.status, message, code });
  }
  return answer;
}

async function send(method, path, body) {
  try {
    return await fetch(`/api${path}`, {
      method,
      headers: headers(body),
      body: body && JSON.stringify(body),
      // Back, and tabs that are opened again, would otherwise draw an old answer.
      cache: "no-store",
      signal: AbortSignal.timeout(LONGEST_MS),
      // A change to the cart still arrives if the page is left at once.
      keepalive: method !== "GET",
    });
  } catch {
    throw new ShopError({ key: "errorOffline" });
  }
}

function headers(body) {
  return {
    ...(token() && { Authorization: `Bearer ${token()}` }),
    ...(body && { "Content-Type": "application/json" }),
  };
}

// The page is on its way to the login: no caller should go on, or show an error.
const neverSettled = () => new Promise(() => {});
