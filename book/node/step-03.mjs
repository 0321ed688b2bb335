// Step 03 in Node: HTTP and Socket.IO on one port, each able to reach the other.

import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer(announce);
const io = new Server(http, {
  cors: { origin: "*", methods: ["GET", "POST"] },
});

// What comes by HTTP goes out to every socket.
async function announce(request, response) {
  if (request.method !== "POST" || request.url !== "/messages") {
    response.writeHead(404).end();
    return;
  }
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  io.emit("message", text);
  response.writeHead(204).end();
}

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
