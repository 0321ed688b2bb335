// The orders of this browser, for all its tabs: an order is a page of its own.

const ORDERS = "orders";
const MOST = 20;

// `items` as BUY wants them: [{ goodsId, quantity }]
export function startOrder(items) {
  const orderId = newOrderId();
  write({ orderId, items, state: "open" });
  location.assign(`/order.html?${new URLSearchParams({ orderId })}`);
}

export function keptOrder() {
  return all()[new URLSearchParams(location.search).get("orderId")];
}

// On its way for so long at most: what was meant yesterday is not bought today unasked.
const RECENT_MS = 10 * 60 * 1000;

export function ordersOnTheirWay() {
  return Object.values(all()).filter(isOnItsWay);
}

export function isOnItsWay({ state, since }) {
  return state === "paying" && Date.now() - since < RECENT_MS;
}

// "open", "paying" since a time, and then "paid", or "sent" to a server that doesn't
// confirm.
export function keepAs(order, state, more) {
  const kept = { ...order, ...more, state };
  write(kept);
  return kept;
}

// Hears of the order as another tab has left it.
export function onOtherTab({ orderId }, hear) {
  addEventListener("storage", ({ key }) => {
    const order = all()[orderId];
    if (key === ORDERS && order) hear(order);
  });
}

function all() {
  return JSON.parse(localStorage.getItem(ORDERS)) ?? {};
}

function write(order) {
  const others = Object.values(all()).filter(({ orderId }) => orderId !== order.orderId);
  const kept = [...others, order].slice(-MOST);
  localStorage.setItem(
    ORDERS,
    JSON.stringify(Object.fromEntries(kept.map((order) => [order.orderId, order]))),
  );
}

// crypto.randomUUID is missing on http://192.168.x.x, where a class opens the shop.
function newOrderId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
