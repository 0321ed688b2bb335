// Step 03 in Node: an Express app and Socket.IO on one port, each able to reach the other.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import express from "express";
import { Server } from "socket.io";

const app = express();
const http = createServer(app);
const io = new Server(http, {
  cors: { origin: "*", methods: ["GET", "POST"] },
});

// Above the routes: a request passes from top to bottom. Whatever its type says it is,
// its body becomes a string.
app.use(express.text({ type: () => true }));

// The step's own page. It loads the client's minified file, which Node's server has
// under another name.
app.get("/", async (request, response) => {
  const page = await readFile("steps/step-03/index.html", "utf8");
  response.send(page.replace("socket.io.js", "socket.io.min.js"));
});

// What comes in over HTTP goes out to every socket.
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
