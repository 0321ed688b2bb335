// Node로 쓴 스텝 02: 원래 있는 `message` 말고, 이름을 직접 붙인 이벤트를 보내요.

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
  socket.emit("customEventName", "this is custom event data");
});

http.listen(process.env.PORT ?? 3000, "127.0.0.1", () => {
  console.log(`http://localhost:${http.address().port}  (Ctrl-C: 종료 · stop)`);
});
