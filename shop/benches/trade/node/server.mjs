// The lesson's shop in Node: Express, and BUY to everyone. It keeps its goods and
// accounts in memory, which is faster than any database.

import express from "express";
import jwt from "jsonwebtoken";
import { createServer } from "node:http";
import { Server } from "socket.io";

const SECRET = "customized-secret-key";
const accounts = new Map();
const names = ["시원한 콜라", "시원한 콜라 제로", "시원한 사이다"];
const date = new Date().toISOString();
const goods = names.map((name, index) => ({
  goodsId: index + 1,
  name,
  thumbnailUrl: "/images/cola.svg",
  category: "drink",
  price: 3000,
  createdAt: date,
  updatedAt: date,
}));

const app = express();
app.use(express.json());

function loggedIn(request, response, next) {
  const [scheme, token] = (request.headers.authorization ?? "").split(" ");
  try {
    const { email } = jwt.verify(scheme === "Bearer" ? token : "", SECRET);
    response.locals.user = accounts.get(email);
    next();
  } catch {
    response.status(401).json({ errorMessage: "로그인 후 이용 가능한 기능입니다." });
  }
}

app.post("/api/users", (request, response) => {
  accounts.set(request.body.email, request.body);
  response.status(201).json({});
});
app.post("/api/auth", (request, response) => {
  response.json({ token: jwt.sign({ email: request.body.email }, SECRET) });
});
app.get("/api/goods", loggedIn, (request, response) => {
  response.json({ goods: [...goods].reverse() });
});

const http = createServer(app);
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("BUY", (data) => {
    io.emit("BUY_GOODS", { ...data, date: new Date().toISOString() });
  });
});
http.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${http.address().port}`));
