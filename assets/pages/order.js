// Wires the order: what it holds, then paying for it.

import { findGoods, me, readCart, removeFromCart } from "./api.js";
import { whileBusy } from "./busy.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price } from "./goods-look.js";
import { keepAs, keptOrder } from "./kept-order.js";
import { text } from "./language.js";
import { buy } from "./live.js";
import { requireLogin } from "./session.js";

const find = (hook) => document.querySelector(`[data-${hook}]`);
const order = keptOrder();

if (requireLogin()) open();

function open() {
  openFrame();
  countCart();
  find("retry").addEventListener("click", load);
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

function show(goods) {
  const amounts = order.items.map(({ quantity }, at) => goods[at].price * quantity);
  find("order-items").replaceChildren(
    ...order.items.map(({ quantity }, at) => line(goods[at], quantity, amounts[at])),
  );
  find("total").textContent = price(amounts.reduce((sum, amount) => sum + amount, 0));
  find("status").textContent = "";
  find("order").hidden = false;
  find("pay").addEventListener("click", () => pay(goods));
  if (["sent", "paid"].includes(order.state)) showEnd(order.state);
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

function pay(goods) {
  whileBusy(find("pay"), async () => {
    find("error").textContent = "";
    find("status").textContent = text("paying");
    try {
      const { user } = await me();
      const later = { accepted: isPaid, refused: isRefused };
      if (await buy(purchase(user, goods), later)) await isPaid();
      else isSent();
    } catch (error) {
      find("error").textContent = explain(error);
    }
    find("status").textContent = "";
  });
}

// The shop has said so.
async function isPaid() {
  find("error").textContent = "";
  keepAs(order, "paid");
  showEnd("paid");
  find("paid-title").focus();
  await emptyCart();
}

// It is out, and more isn't known: the cart stays as it is.
function isSent() {
  keepAs(order, "sent");
  showEnd("sent");
  find("sent-title").focus();
}

// It turned out later: the order is as it was before.
function isRefused(error) {
  find("error").textContent = explain(error);
  keepAs(order, "open");
  for (const end of ["sent", "next"]) find(end).hidden = true;
  for (const hook of ["order-title", "pay"]) find(hook).hidden = false;
}

// The lesson's three fields, then the two that only this shop reads.
function purchase({ nickname }, [first, ...others]) {
  return {
    nickname,
    goodsId: first.goodsId,
    // Korean in both languages: everyone reads the same notice.
    goodsName: others.length
      ? `${first.name} 외 ${others.length}개의 상품`
      : first.name,
    orderId: order.orderId,
    items: order.items,
  };
}

function showEnd(end) {
  for (const other of ["paid", "sent"]) find(other).hidden = other !== end;
  find("next").hidden = false;
  find("order-title").hidden = true;
  find("pay").hidden = true;
}

async function emptyCart() {
  // Paid is paid: what stays in the cart by accident can be taken out by hand.
  await Promise.allSettled(order.items.map(({ goodsId }) => removeFromCart(goodsId)));
  await countCart();
}

async function countCart() {
  // Only a number in the header: the page's own requests report a silent server.
  await readCart().then(({ cart }) => showCartCount(cart), () => {});
}
