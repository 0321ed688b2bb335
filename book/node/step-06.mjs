// Step 06 in Node, without the shop's routes: a page is a room, and everyone in it is told
// how many are looking.

import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

const app = express();
const http = createServer(app);
const io = new Server(http);

io.on("connection", (socket) => {
  console.log("새로운 소켓이 연결됐어요!");
  let page;

  const goTo = (next) => {
    const before = page;
    if (before === next) return;
    page = next;
    if (before !== undefined) {
      socket.leave(before);
      tell(before);
    }
    if (next !== undefined) {
      socket.join(next);
      tell(next);
    }
  };

  socket.on("BUY", (data) => {
    io.emit("BUY_GOODS", { ...data, date: new Date().toISOString() });
  });
  socket.on("CHANGED_PAGE", goTo);
  socket.on("disconnect", () => {
    console.log(socket.id, "연결이 끊어졌어요!");
    goTo(undefined);
  });
});

function tell(room) {
  const count = io.sockets.adapter.rooms.get(room)?.size ?? 0;
  io.to(room).emit("SAME_PAGE_VIEWER_COUNT", count);
}

http.listen(process.env.PORT ?? 8080, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
