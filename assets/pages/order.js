// Wires the order page: what the order holds, then paying for it.

import { findGoods, me, readCart } from "./api.js";
import { whileBusy } from "./busy.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price } from "./goods-look.js";
import { isOnItsWay, keptOrder, onOtherTab } from "./kept-order.js";
import { text } from "./language.js";
import { pay, payAgain, resume } from "./paying.js";
import { requireLogin } from "./session.js";

const find = (hook) => document.querySelector(`[data-${hook}]`);
let order = keptOrder();
// The goods from the catalogue, and the total.
let goods;
let total;

if (requireLogin()) open();

function open() {
  openFrame({ order });
  countCart();
  find("retry").addEventListener("click", load);
  find("pay").addEventListener("click", () => busy(payNow));
  if (order) onOtherTab(order, stands);
  load();
}

async function load() {
  find("retry").hidden = true;
  find("error").textContent = "";
  if (!order) {
    find("status").textContent = text("orderNone");
    find("next").hidden = false;
    return;
  }
  find("status").textContent = text("loading");
  try {
    const answers = await Promise.all(order.items.map(({ goodsId }) => findGoods(goodsId)));
    show(answers.map(({ goods }) => goods));
  } catch (error) {
    showFailure(error);
  }
}

function showFailure(error) {
  find("status").textContent = "";
  find("error").textContent = `${text("orderFailed")} ${explain(error)}`;
  find("retry").hidden = false;
}

function show(found) {
  goods = found;
  const amounts = order.items.map(({ quantity }, at) => goods[at].price * quantity);
  find("order-items").replaceChildren(
    ...order.items.map(({ quantity }, at) => line(goods[at], quantity, amounts[at])),
  );
  total = amounts.reduce((sum, amount) => sum + amount, 0);
  find("total").textContent = price(total);
  find("status").textContent = "";
  find("order").hidden = false;
  showState();
  if (isOnItsWay(order)) busy(() => resume(order, saysAgain).then(stands));
}

function line(goods, quantity, amount) {
  const row = fromTemplate("order-item");
  const link = row.querySelector("[data-goods-link]");
  link.href = `/detail.html?goodsId=${goods.goodsId}`;
  link.textContent = goods.name;
  row.querySelector("[data-item-quantity]").textContent = quantity;
  row.querySelector("[data-subtotal]").textContent = price(amount);
  return row;
}

function busy(work) {
  whileBusy(find("pay"), async () => {
    find("error").textContent = "";
    find("status").textContent = text("paying");
    await work().catch(refused);
    find("status").textContent = "";
  });
}

async function payNow() {
  const { user } = await me();
  // An order on its way is sent again unchanged: it may have been bought already.
  if (order.state === "paying") {
    stands(await payAgain(order, saysAgain));
    return;
  }
  const { now, later } = await pay({ ...order, buy: purchase(user) }, saysAgain);
  stands(now);
  later?.then(stands).catch(refused);
}

// The lesson's three fields, then those that only this shop reads.
function purchase({ nickname }) {
  const [first, ...others] = goods;
  return {
    nickname,
    goodsId: first.goodsId,
    // Korean in both languages: everyone reads the same notice.
    goodsName: others.length
      ? `${first.name} 외 ${others.length}개의 상품`
      : first.name,
    orderId: order.orderId,
    items: order.items,
    total,
  };
}

// The order's current state, whichever tab has changed it.
function stands(now) {
  const moved = now.state !== order.state;
  order = now;
  if (!goods) return;
  showState();
  if (!moved) return;
  if (order.state === "paid") countCart();
  if (["paid", "sent"].includes(order.state)) {
    find("error").textContent = "";
    find(`${order.state}-title`).focus();
  }
}

function showState() {
  const ended = ["paid", "sent"].includes(order.state);
  for (const end of ["paid", "sent"]) find(end).hidden = order.state !== end;
  find("next").hidden = !ended;
  find("order-title").hidden = ended;
  find("pay").hidden = ended;
  find("paid-number").textContent = text("paidNumber", order.purchaseId);
}

// The order is as it was before, or still on its way without an answer; or another tab
// has bought it.
function refused(error) {
  order = keptOrder() ?? order;
  showState();
  if (order.state === "paid") return;
  find("error").textContent = explain(error);
  if (error.code === "price_changed") reloadPrices().catch(showFailure);
}

// The message stays: it explains why the total is different.
async function reloadPrices() {
  const answers = await Promise.all(order.items.map(({ goodsId }) => findGoods(goodsId)));
  show(answers.map(({ goods }) => goods));
}

function saysAgain() {
  find("status").textContent = text("payingAgain");
}

async function countCart() {
  // Only a number in the header: the page's own requests report a silent server.
  await readCart().then(({ cart }) => showCartCount(cart), () => {});
}
