// Pays for an order and keeps the result: on the order's own page or any other.

import { isOnItsWay, keepAs, keptNow, ordersOnTheirWay } from "./kept-order.js";
import { buy, buyAgain } from "./live.js";

// Returns the order in its new state, "paid" or "sent", and for a sent one, what it
// becomes later. Throws a ShopError that says why it is neither.
export async function pay(order, onRetry) {
  const paying = keepAs(order, "paying", { since: Date.now() });
  const { answer, later } = await buy(paying.buy, onRetry, () =>
    isOnItsWay(paying),
  ).catch(refused(paying));
  if (answer) return { now: paid(paying)(answer) };
  return {
    now: keepAs(paying, "sent"),
    later: later.then(paid(paying), refused(paying)),
  };
}

// Continues with an order that was on its way when its page was left.
export function resume(order, onRetry) {
  const may = () => isOnItsWay(order);
  return buyAgain(order.buy, onRetry, may).then(paid(order), refused(order));
}

// Someone has pressed the button again: the same order, for another ten minutes.
export function payAgain(order, onRetry) {
  return resume(keepAs(order, "paying", { since: Date.now() }), onRetry);
}

export function resumeOthers(order) {
  for (const other of ordersOnTheirWay()) {
    // A refusal is shown on the order's own page, to anyone who looks at it.
    if (other.orderId !== order?.orderId) resume(other).catch(() => {});
  }
}

function paid(order) {
  return ({ purchaseId }) => keepAs(order, "paid", { purchaseId });
}

// Without an answer, it may have been bought: it stays on its way, and can be asked for
// again. So may another tab have bought it meanwhile, or be asking for it.
function refused(order) {
  return (error) => {
    const now = keptNow(order);
    const isOurs = now?.since === order.since && now.state !== "paid";
    if (error.key !== "errorNoAnswer" && isOurs) keepAs(order, "open");
    throw error;
  };
}
