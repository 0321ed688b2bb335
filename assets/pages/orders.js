// Wires the orders page: what you have bought, at the prices of that time.

import { listOrders, readCart } from "./api.js";
import { whileBusy } from "./busy.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price } from "./goods-look.js";
import { locale, text } from "./language.js";
import { requireLogin } from "./session.js";

// As many as the shop sends at once.
const A_PAGE = 50;

const find = (hook) => document.querySelector(`[data-${hook}]`);
// The number of the oldest order shown.
let oldest;

if (requireLogin()) open();

function open() {
  openFrame();
  for (const hook of ["older", "retry"]) {
    find(hook).addEventListener("click", () => whileBusy(find(hook), load));
  }
  load();
  // Only a number in the header: the page's own requests report a silent server.
  readCart().then(({ cart }) => showCartCount(cart), () => {});
}

async function load() {
  find("retry").hidden = true;
  find("error").textContent = "";
  find("status").textContent = text("loading");
  try {
    const before = oldest;
    const answer = await listOrders(before);
    // Another button may have asked for the same ones.
    if (before === oldest) show(answer);
  } catch (error) {
    find("error").textContent = `${text("ordersFailed")} ${explain(error)}`;
    find("retry").hidden = false;
  }
  find("status").textContent = "";
}

function show({ orders }) {
  const drawn = orders.map(draw);
  find("orders").append(...drawn);
  oldest = orders.at(-1)?.purchaseId ?? oldest;
  find("no-orders").hidden = oldest !== undefined;
  find("older").hidden = orders.length < A_PAGE;
}

function draw({ purchaseId, date, total, items }) {
  const order = fromTemplate("order");
  order.querySelector("[data-order-number]").textContent = text("orderNumber", purchaseId);
  const time = order.querySelector("[data-order-date]");
  time.dateTime = date;
  time.textContent = new Date(date).toLocaleString(locale, {
    dateStyle: "long",
    timeStyle: "short",
  });
  order.querySelector("[data-order-items]").replaceChildren(...items.map(line));
  order.querySelector("[data-total]").textContent = price(total);
  return order;
}

function line({ goodsId, name, price: each, quantity }) {
  const row = fromTemplate("order-item");
  const link = row.querySelector("[data-goods-link]");
  link.href = `/detail.html?goodsId=${goodsId}`;
  link.textContent = name;
  row.querySelector("[data-price]").textContent = price(each);
  row.querySelector("[data-item-quantity]").textContent = quantity;
  row.querySelector("[data-subtotal]").textContent = price(each * quantity);
  return row;
}
