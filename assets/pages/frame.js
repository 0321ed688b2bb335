// The frame around every page after login.

import { logOut, me } from "./api.js";
import { text } from "./language.js";
import { connect } from "./live.js";
import { restoreNotice, showNotice } from "./notice.js";
import { resumeOthers } from "./paying.js";
import { forget, goToLogin } from "./session.js";
import { openWire, showPacket } from "./wire.js";

const LOG_OUT_MS = 3000;
const STATUS = { live: "", reconnecting: "statusReconnecting", missing: "statusMissing" };

// `order` is the order that this page is about; onViewers gets how many people look at
// it.
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

// How many different goods the cart holds; for an empty cart, no number is shown.
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
  // Offline, the cookie stays, but this browser has forgotten the token anyway. The
  // request arrives even after the page is gone.
  const tooLong = new Promise((resolve) => setTimeout(resolve, LOG_OUT_MS));
  await Promise.race([logOut().catch(() => {}), tooLong]);
  forget();
  goToLogin();
}
