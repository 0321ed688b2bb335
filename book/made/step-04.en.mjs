// Step 04 in Node, without the shop's routes: each socket that connects is sent a fake
// purchase, and each BUY is printed.

import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

const app = express();
const http = createServer(app);
const io = new Server(http);

io.on("connection", (socket) => {
  console.log("새로운 소켓이 연결됐어요!");
  socket.on("BUY", (data) => {
    console.log(JSON.stringify(data));
  });
  socket.on("disconnect", () => {
    console.log(socket.id, "연결이 끊어졌어요!");
  });
  socket.emit("BUY_GOODS", {
    nickname: "서버가 보내준 구매자 닉네임",
    goodsId: 10,
    goodsName: "서버가 보내준 구매자가 구매한 상품 이름",
    date: "서버가 보내준 구매 일시",
  });
});

http.listen(process.env.PORT ?? 8080, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
