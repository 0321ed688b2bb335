// Step 08 in Node, with just enough of a shop to log in: first into the log, then to
// everyone. The log is an array here, and is gone when Node stops.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

// Nicknames: of an account, by its email, and of a login, by its token.
const accounts = new Map();
const logins = new Map();
const goods = new Map([
  [1, "시원한 콜라"],
  [2, "시원한 콜라 제로"],
  [3, "시원한 사이다"],
]);
const NOT_LOGGED_IN = "로그인 후 이용 가능한 기능입니다.";

const app = express();
const http = createServer(app);
const io = new Server(http);

// Above the routes: every request passes it first.
app.use(express.json());

app.post("/api/users", (request, response) => {
  const { email, nickname } = request.body;
  accounts.set(email, nickname);
  response.status(201).send({});
});

app.post("/api/auth", (request, response) => {
  const token = randomUUID();
  logins.set(token, accounts.get(request.body.email));
  response.send({ token });
});

// Runs before the client is told that it is connected. A client without a token is a
// guest; one with a wrong token is refused.
io.use((socket, next) => {
  const { token } = socket.handshake.auth;
  socket.data.nickname = logins.get(token) ?? null;
  const forged = token !== undefined && socket.data.nickname === null;
  next(forged ? new Error(NOT_LOGGED_IN) : undefined);
});

const log = [];
// The purchase of each order, by its buyer and its id.
const orders = new Map();

io.on("connection", (socket) => {
  const { nickname } = socket.data;
  console.log("새로운 소켓이 연결됐어요!");
  socket.emit("WHO", { nickname });
  const after = Math.min(socket.handshake.auth.after ?? log.length, log.length);
  socket.emit("SINCE", { after, missed: 0 });
  for (const purchase of log.slice(after)) socket.emit("BUY_GOODS", purchase);

  socket.on("BUY", ({ goodsId, orderId = randomUUID() }, answer = () => {}) => {
    if (nickname === null) {
      answer({ errorMessage: NOT_LOGGED_IN, code: "not_logged_in" });
      return;
    }
    if (!goods.has(goodsId)) {
      answer({ errorMessage: "존재하지 않는 상품입니다.", code: "unknown_goods" });
      return;
    }
    const order = JSON.stringify([nickname, orderId]);
    if (!orders.has(order)) {
      const purchaseId = log.length + 1;
      const date = new Date().toISOString();
      const goodsName = goods.get(goodsId);
      log.push({ purchaseId, nickname, goodsId, goodsName, date });
      orders.set(order, purchaseId);
      io.emit("BUY_GOODS", log.at(-1));
    }
    answer({ ok: true, purchaseId: orders.get(order) });
  });
  socket.on("disconnect", () => {
    console.log(socket.id, "연결이 끊어졌어요!");
  });
});

http.listen(process.env.PORT ?? 8080, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
