// Pays for an order, and keeps what comes of it: on its own page or any other.

import { keepAs, ordersOnTheirWay } from "./kept-order.js";
import { buy, buyAgain } from "./live.js";

// The order as it then stands, "paid" or "sent", and of a sent one, what it becomes
// later. Throws a ShopError that says why it is neither.
export async function pay(order, onRetry) {
  const paying = keepAs(order, "paying", { since: Date.now() });
  const { answer, later } = await buy(paying.buy, onRetry).catch(refused(paying));
  if (answer) return { now: paid(paying)(answer) };
  return {
    now: keepAs(paying, "sent"),
    later: later.then(paid(paying), refused(paying)),
  };
}

// Goes on with an order that was on its way when its page was left.
export function resume(order, onRetry) {
  return buyAgain(order.buy, onRetry).then(paid(order), refused(order));
}

export function resumeOthers(order) {
  for (const other of ordersOnTheirWay()) {
    // A refusal stands on the order's own page, for whoever looks at it.
    if (other.orderId !== order?.orderId) resume(other).catch(() => {});
  }
}

function paid(order) {
  return ({ purchaseId }) => keepAs(order, "paid", { purchaseId });
}

// Without an answer it may be bought: it stays on its way, and can be asked for again.
function refused(order) {
  return (error) => {
    if (error.key !== "errorNoAnswer") keepAs(order, "open");
    throw error;
  };
}
