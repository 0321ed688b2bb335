// Node로 쓴 스텝 07, 쇼핑몰은 로그인에 필요한 만큼만: 서버가 구매자를 알아보고, 응답도
// 보내요.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

// 닉네임이에요. 회원은 이메일로, 로그인은 토큰으로 찾아요.
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

// 라우트보다 위에 있어요. 모든 요청이 여기를 먼저 지나요.
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

// 클라이언트가 연결됐다는 소식을 받기 전에 실행돼요. 토큰이 없으면 비회원이고, 토큰이
// 틀리면 거절해요.
io.use((socket, next) => {
  const { token } = socket.handshake.auth;
  socket.data.nickname = logins.get(token) ?? null;
  const forged = token !== undefined && socket.data.nickname === null;
  next(forged ? new Error(NOT_LOGGED_IN) : undefined);
});

let lastPurchase = 0;

io.on("connection", (socket) => {
  const { nickname } = socket.data;
  console.log(`새로운 소켓이 연결됐어요! (${nickname ?? "비회원"})`);
  socket.emit("WHO", { nickname });
  socket.on("BUY", ({ goodsId }, answer = () => {}) => {
    if (nickname === null) {
      answer({ errorMessage: NOT_LOGGED_IN, code: "not_logged_in" });
      return;
    }
    if (!goods.has(goodsId)) {
      answer({ errorMessage: "존재하지 않는 상품입니다.", code: "unknown_goods" });
      return;
    }
    const purchaseId = (lastPurchase += 1);
    const goodsName = goods.get(goodsId);
    const date = new Date().toISOString();
    io.emit("BUY_GOODS", { purchaseId, nickname, goodsId, goodsName, date });
    answer({ ok: true, purchaseId });
  });
  socket.on("disconnect", () => {
    console.log(socket.id, "연결이 끊어졌어요!");
  });
});

http.listen(process.env.PORT ?? 8080, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
