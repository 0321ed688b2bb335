// Wires the list of goods.

import { listGoods, readCart } from "./api.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price, showPicture } from "./goods-look.js";
import { text } from "./language.js";
import { requireLogin } from "./session.js";

const select = document.querySelector("[data-category]");
const list = document.querySelector("[data-goods-list]");
const status = document.querySelector("[data-goods-status]");
const failed = document.querySelector("[data-goods-failed]");

if (requireLogin()) open();

function open() {
  openFrame();
  select.value = new URLSearchParams(location.search).get("category") ?? "";
  // A category nobody has heard of selects nothing: show everything.
  if (select.selectedIndex === -1) select.value = "";
  select.addEventListener("change", choose);
  failed.querySelector("[data-retry]").addEventListener("click", load);
  load();
  // The list reports a server that doesn't answer.
  readCart().then(({ cart }) => showCartCount(cart), () => {});
}

function choose() {
  const query = select.value && `?category=${select.value}`;
  history.replaceState(null, "", location.pathname + query);
  load();
}

async function load() {
  const category = select.value;
  list.setAttribute("aria-busy", "true");
  status.textContent = text("loading");
  failed.hidden = true;
  list.hidden = false;
  try {
    const { goods } = await listGoods(category);
    // An answer for a category that is no longer chosen comes too late.
    if (category === select.value) show(goods);
  } catch (error) {
    if (category === select.value) showFailure(error);
  }
}

function show(goods) {
  list.setAttribute("aria-busy", "false");
  list.replaceChildren(...goods.map(card));
  status.textContent = goods.length ? text("goodsCount", goods) : text("noGoods");
}

function showFailure(error) {
  list.hidden = true;
  status.textContent = "";
  failed.hidden = false;
  const line = failed.querySelector("[data-error]");
  line.textContent = `${text("goodsFailed")} ${explain(error)}`;
}

function card(goods) {
  const made = fromTemplate("goods-card");
  made.dataset.goods = goods.goodsId;
  made.querySelector("[data-goods-link]").href = `/detail.html?goodsId=${goods.goodsId}`;
  made.querySelector("[data-name]").textContent = goods.name;
  made.querySelector("[data-price]").textContent = price(goods.price);
  showPicture(made.querySelector("[data-picture]"), goods);
  return made;
}
