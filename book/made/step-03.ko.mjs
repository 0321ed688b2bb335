// Node로 쓴 스텝 03: Express 앱과 Socket.IO가 한 포트를 쓰고, 서로를 부를 수 있어요.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

const app = express();
const http = createServer(app);
const io = new Server(http, {
  cors: { origin: "*", methods: ["GET", "POST"] },
});

// 라우트보다 위에 있어요. 요청은 위에서 아래로 지나가거든요. 본문은 타입이 무엇이든
// 문자열로 읽어요.
app.use(express.text({ type: () => true }));

// 스텝의 페이지예요. 페이지가 쓰는 것은 줄인(minify) 클라이언트 파일인데, Node 서버에는
// 다른 이름으로 있어요.
app.get("/", async (request, response) => {
  const page = await readFile("steps/step-03/index.html", "utf8");
  response.send(page.replace("socket.io.js", "socket.io.min.js"));
});

// HTTP로 들어온 텍스트를 모든 소켓에게 보내요.
app.post("/messages", (request, response) => {
  io.emit("message", request.body);
  response.status(204).end();
});

io.on("connection", (socket) => {
  console.log("새로운 소켓이 연결됐어요!");
  socket.on("message", (data) => {
    console.log(data);
    socket.send(data);
  });
  socket.send("Hello!");
  socket.emit("customEventName", "this is custom event data");
});

http.listen(process.env.PORT ?? 3000, "127.0.0.1", () => {
  console.log("서버가 요청을 받을 준비가 됐어요");
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
