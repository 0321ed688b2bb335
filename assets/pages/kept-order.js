// The order on its way to order.html, kept for this tab only.

const ORDER = "order";

// `items` as BUY wants them: [{ goodsId, quantity }]
export function startOrder(items) {
  write({ orderId: newOrderId(), items, state: "open" });
  location.assign("/order.html");
}

export function keptOrder() {
  return JSON.parse(sessionStorage.getItem(ORDER));
}

// "open" until it is "sent" to a server that doesn't confirm, or "paid".
export function keepAs(order, state) {
  write({ ...order, state });
}

function write(order) {
  sessionStorage.setItem(ORDER, JSON.stringify(order));
}

// crypto.randomUUID is missing on http://192.168.x.x, where a class opens the shop.
function newOrderId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
