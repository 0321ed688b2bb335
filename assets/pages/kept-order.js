// This browser's orders, shared by all its tabs: each order has its own page.

const ORDERS = "orders";
const MOST = 20;

// `items` in the form that BUY has them: [{ goodsId, quantity }]
export function startOrder(items) {
  const orderId = newOrderId();
  write({ orderId, items, state: "open" });
  location.assign(`/order.html?${new URLSearchParams({ orderId })}`);
}

export function keptOrder() {
  return keptNow({ orderId: new URLSearchParams(location.search).get("orderId") });
}

// An order only stays on its way this long: yesterday's is not bought today without
// asking.
const RECENT_MS = 10 * 60 * 1000;

// As any tab has left it.
export const keptNow = ({ orderId }) => all()[orderId];

export function ordersOnTheirWay() {
  return Object.values(all()).filter(isOnItsWay);
}

export function isOnItsWay({ state, since }) {
  return state === "paying" && Math.abs(Date.now() - since) < RECENT_MS;
}

// "open", "paying" since a certain time, and then "paid", or "sent" to a server that
// doesn't confirm.
export function keepAs(order, state, more) {
  const kept = { ...order, ...more, state };
  write(kept);
  return kept;
}

// Calls `hear` with the order when another tab has changed it.
export function onOtherTab({ orderId }, hear) {
  addEventListener("storage", ({ key }) => {
    const order = keptNow({ orderId });
    if (key === ORDERS && order) hear(order);
  });
}

// Another program at this address may have kept something else under this name.
function all() {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(ORDERS)) ?? {});
    return Object.fromEntries(kept.filter(([id, order]) => order?.orderId === id));
  } catch {
    return {};
  }
}

function write(order) {
  const others = Object.values(all()).filter(({ orderId }) => orderId !== order.orderId);
  const kept = [...others, order].slice(-MOST);
  localStorage.setItem(
    ORDERS,
    JSON.stringify(Object.fromEntries(kept.map((order) => [order.orderId, order]))),
  );
}

// crypto.randomUUID is missing on http://192.168.x.x, the kind of address that a class
// uses.
function newOrderId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
