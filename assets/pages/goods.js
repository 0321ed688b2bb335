// Wires the list of goods.

import { listGoods, readCart } from "./api.js";
import { whileBusy } from "./busy.js";
import { fromTemplate } from "./element.js";
import { explain } from "./errors.js";
import { openFrame, showCartCount } from "./frame.js";
import { price, showPicture } from "./goods-look.js";
import { text } from "./language.js";
import { requireLogin } from "./session.js";

// As many as the shop sends at once.
const A_PAGE = 100;

const select = document.querySelector("[data-category]");
const list = document.querySelector("[data-goods-list]");
const status = document.querySelector("[data-goods-status]");
const further = document.querySelector("[data-further]");
const failed = document.querySelector("[data-goods-failed]");

if (requireLogin()) open();

function open() {
  openFrame();
  select.value = new URLSearchParams(location.search).get("category") ?? "";
  // An unknown category selects nothing: show everything.
  if (select.selectedIndex === -1) select.value = "";
  select.addEventListener("change", choose);
  further.addEventListener("click", () => whileBusy(further, goOn));
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
  further.hidden = true;
  list.hidden = false;
  try {
    const { goods } = await listGoods(category);
    // This answer is for a category that is no longer selected.
    if (category === select.value) show(goods);
  } catch (error) {
    if (category === select.value) showFailure(error);
  }
}

function show(goods) {
  failed.hidden = true;
  list.hidden = false;
  list.setAttribute("aria-busy", "false");
  list.replaceChildren(...goods.map(card));
  tellHowMany(goods);
}

// The goods with numbers below the last one shown.
async function goOn() {
  const last = list.lastElementChild;
  try {
    const { goods } = await listGoods(select.value, last.dataset.goods);
    // The list has been replaced in the meantime.
    if (last !== list.lastElementChild) return;
    list.append(...goods.map(card));
    tellHowMany(goods);
  } catch (error) {
    if (last === list.lastElementChild) showFailure(error);
  }
}

function tellHowMany(last) {
  const count = list.childElementCount;
  status.textContent = count ? text("goodsCount", count) : text("noGoods");
  further.hidden = last.length < A_PAGE;
}

function showFailure(error) {
  list.hidden = true;
  further.hidden = true;
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
