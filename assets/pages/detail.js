// Wires the page of one item.

import { findGoods, putInCart, readCart } from "./api.js";
import { whileBusy } from "./busy.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price, showPicture } from "./goods-look.js";
import { startOrder } from "./kept-order.js";
import { text } from "./language.js";
import { checkQuantity, openQuantity } from "./quantity.js";
import { requireLogin } from "./session.js";

const find = (hook) => document.querySelector(`[data-${hook}]`);
const goodsId = new URLSearchParams(location.search).get("goodsId") ?? "";

if (requireLogin()) open();

function open() {
  openFrame({ onViewers: showViewers });
  find("retry").addEventListener("click", load);
  find("put-in-cart").addEventListener("click", put);
  find("order-form").addEventListener("submit", buyNow);
  load();
}

async function load() {
  showOnly("loading");
  if (!/^\d+$/.test(goodsId)) {
    showOnly("goods-missing");
    return;
  }
  try {
    const [{ goods }, { cart }] = await Promise.all([findGoods(goodsId), readCart()]);
    show(goods, cart);
  } catch (error) {
    showFailure(error);
  }
}

function showOnly(state) {
  for (const hook of ["loading", "detail", "goods-missing", "goods-failed"]) {
    find(hook).hidden = hook !== state;
  }
}

function show(goods, cart) {
  document.title = `${goods.name} · ${text("shopName")}`;
  find("name").textContent = goods.name;
  find("price").textContent = price(goods.price);
  showPicture(find("picture"), goods);
  const kept = cart.find((row) => row.goods.goodsId === goods.goodsId);
  openQuantity(find("quantity"), { name: goods.name, quantity: kept?.quantity ?? 1 });
  find("in-cart").textContent = kept ? text("inCart", kept.quantity) : "";
  showCartCount(cart);
  showOnly("detail");
}

// If you're alone, there is no need to say so.
function showViewers(count) {
  find("viewers").textContent = count > 1 ? text("viewers", count) : "";
}

function showFailure(error) {
  // 400: a number too large to be anyone's goodsId
  if (error.status === 404 || error.status === 400) {
    showOnly("goods-missing");
    return;
  }
  find("load-error").textContent = `${text("goodsFailed")} ${explain(error)}`;
  showOnly("goods-failed");
}

function put() {
  const quantity = checkQuantity(find("quantity"));
  if (quantity === null) return;
  whileBusy(find("put-in-cart"), async () => {
    find("error").textContent = "";
    find("status").textContent = "";
    try {
      await putInCart(goodsId, quantity);
      find("status").textContent = text("putDone", quantity);
      find("in-cart").textContent = text("inCart", quantity);
      showCartCount((await readCart()).cart);
    } catch (error) {
      find("error").textContent = explain(error);
    }
  });
}

function buyNow(event) {
  event.preventDefault();
  const quantity = checkQuantity(find("quantity"));
  if (quantity === null) return;
  try {
    startOrder([{ goodsId: Number(goodsId), quantity }]);
  } catch (error) {
    find("error").textContent = explain(error);
  }
}
