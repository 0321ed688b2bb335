// What every page after login has around its own content.

import { logOut, me } from "./api.js";
import { text } from "./language.js";
import { connect } from "./live.js";
import { restoreNotice, showNotice } from "./notice.js";
import { resumeOthers } from "./paying.js";
import { forget, goToLogin } from "./session.js";
import { openWire, showPacket } from "./wire.js";

const STATUS = { live: "", reconnecting: "statusReconnecting", missing: "statusMissing" };

// `order` is the one that this page itself is about; onViewers hears how many look at it.
export function openFrame({ order, onViewers } = {}) {
  document.querySelector("[data-log-out]").addEventListener("click", leave);
  restoreNotice();
  openWire();
  connect({
    onBuyGoods: showNotice,
    onStatus: showStatus,
    onPacket: showPacket,
    onViewers,
  });
  resumeOthers(order);
  // The page's own requests report a server that doesn't answer.
  me().then(showNickname, () => {});
}

// How many kinds of goods the cart holds; an empty cart shows no number.
export function showCartCount(cart) {
  document.querySelector("[data-cart-count]").textContent = cart.length || "";
}

function showNickname({ user }) {
  document.querySelector("[data-nickname]").textContent = user.nickname;
}

function showStatus(status) {
  const line = document.querySelector("[data-live-status]");
  line.dataset.liveStatus = status;
  line.textContent = STATUS[status] && text(STATUS[status]);
}

async function leave() {
  // Offline the cookie stays, but this browser has forgotten the token all the same.
  await logOut().catch(() => {});
  forget();
  goToLogin();
}
