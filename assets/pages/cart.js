// Wires the cart.

import { putInCart, readCart, removeFromCart } from "./api.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price, showPicture } from "./goods-look.js";
import { startOrder } from "./kept-order.js";
import { text } from "./language.js";
import { checkQuantity, openQuantity, quantityIn } from "./quantity.js";
import { requireLogin } from "./session.js";

const find = (hook) => document.querySelector(`[data-${hook}]`);

// The items in the cart, each with its element on the page.
let rows = [];

if (requireLogin()) open();

function open() {
  openFrame();
  find("retry").addEventListener("click", load);
  find("cart").addEventListener("submit", order);
  load();
}

async function load() {
  find("retry").hidden = true;
  find("error").textContent = "";
  find("status").textContent = text("loading");
  try {
    const { cart } = await readCart();
    rows = cart.map(draw);
    find("cart-rows").replaceChildren(...rows.map(({ row }) => row));
    find("status").textContent = "";
    update();
  } catch (error) {
    find("status").textContent = "";
    find("error").textContent = `${text("cartFailed")} ${explain(error)}`;
    find("retry").hidden = false;
  }
}

function draw({ goods, quantity }) {
  const row = fromTemplate("cart-row");
  const kept = { goods, row, field: row.querySelector("[data-quantity]") };
  const link = row.querySelector("[data-goods-link]");
  row.dataset.cartRow = goods.goodsId;
  link.href = `/detail.html?goodsId=${goods.goodsId}`;
  link.textContent = goods.name;
  row.querySelector("[data-price]").textContent = price(goods.price);
  showPicture(row.querySelector("[data-picture]"), goods);
  // Taking it out waits its turn: a quantity on its way would put it back.
  const save = newestOnly((wanted) =>
    wanted ? putInCart(goods.goodsId, wanted) : removeFromCart(goods.goodsId),
  );
  openQuantity(kept.field, {
    name: goods.name,
    quantity,
    onChange: (wanted) => change(wanted, save),
  });
  const remove = row.querySelector("[data-remove]");
  remove.ariaLabel = text("removeOf", goods.name);
  remove.addEventListener("click", () => takeOut(kept, save));
  return kept;
}

async function change(wanted, save) {
  update();
  find("status").textContent = "";
  // The server keeps the old quantity until this one is valid.
  if (wanted === null) return;
  await tell(async () => {
    if (await save(wanted)) find("status").textContent = text("saved");
  });
}

async function takeOut(gone, save) {
  // A quantity chosen now would put it back.
  gone.field.inert = true;
  await tell(async () => {
    await save(0);
    rows = rows.filter((kept) => kept !== gone);
    gone.row.remove();
    find("status").textContent = text("removed", gone.goods.name);
    update();
    // The button that had the focus is gone.
    document.querySelector("h1").focus();
  });
  gone.field.inert = false;
}

async function tell(work) {
  find("error").textContent = "";
  try {
    await work();
  } catch (error) {
    find("error").textContent = explain(error);
  }
}

function update() {
  let total = 0;
  for (const { goods, row, field } of rows) {
    const quantity = quantityIn(field);
    row.querySelector("[data-subtotal]").textContent =
      quantity === null ? "–" : price(goods.price * quantity);
    total += goods.price * (quantity ?? 0);
  }
  find("total").textContent = price(total);
  find("cart").hidden = rows.length === 0;
  find("cart-empty").hidden = rows.length > 0;
  showCartCount(rows);
}

function order(event) {
  event.preventDefault();
  const wrong = rows.find(({ field }) => checkQuantity(field) === null);
  if (wrong) {
    wrong.field.querySelector("input").focus();
    return;
  }
  const items = rows.map(({ goods, field }) => ({
    goodsId: goods.goodsId,
    quantity: quantityIn(field),
  }));
  tell(() => startOrder(items));
}

// Quick clicks must not overtake each other on the way to the server: one call at a
// time, and after it only the newest value. Returns true if nothing newer is waiting.
function newestOnly(call) {
  let running = null;
  let newest;
  const drain = async () => {
    while (newest !== undefined) {
      const value = newest;
      newest = undefined;
      await call(value);
    }
    return true;
  };
  return (value) => {
    newest = value;
    running ??= drain().finally(() => {
      running = null;
    });
    return running;
  };
}
