// Node로 쓴 스텝 05, 쇼핑몰의 라우트는 빼고: 누군가 구매하면 구매자까지 포함해 모두에게
// 알려요.

import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

const app = express();
const http = createServer(app);
const io = new Server(http);

io.on("connection", (socket) => {
  console.log("새로운 소켓이 연결됐어요!");
  socket.on("BUY", (data) => {
    io.emit("BUY_GOODS", { ...data, date: new Date().toISOString() });
  });
  socket.on("disconnect", () => {
    console.log(socket.id, "연결이 끊어졌어요!");
  });
});

http.listen(process.env.PORT ?? 8080, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
