// Node로 쓴 스텝 01: Socket.IO만으로. 소켓마다 인사를 보내고, 메시지를 출력한 뒤 그대로
// 돌려보내요.

import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, {
  cors: { origin: "*", methods: ["GET", "POST"] },
});

io.on("connection", (socket) => {
  console.log("새로운 소켓이 연결됐어요!");
  socket.on("message", (data) => {
    console.log(data);
    socket.send(data);
  });
  socket.send("Hello!");
});

http.listen(process.env.PORT ?? 3000, "127.0.0.1", () => {
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
