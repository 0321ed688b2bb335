// One Socket.IO client. Commands come in as lines of JSON; what it receives goes out
// the same way.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [address, library, transport, auth] = process.argv.slice(2);
const { connect } = createRequire(import.meta.url)(library);

const transports = {
  Polling: ["polling"],
  WebSocket: ["websocket"],
  Upgrade: ["polling", "websocket"],
}[transport];

const options = { transports, reconnection: false, auth: JSON.parse(auth) };
const socket = connect(address, options);
const engine = socket.io.engine;

const tell = (said) => console.log(JSON.stringify(said));
const heard = (emitter, event, answer) =>
  new Promise((resolve) => emitter.once(event, () => resolve(answer())));

socket.onAny((event, ...args) => tell({ event, args }));
socket.on("connect_error", (error) => tell({ refused: error.message }));

// It counts as connected once it uses the transport that it will keep.
const name = () => engine.transport.name;
const settled = transport === "Upgrade" ? "upgrade" : "open";
Promise.all([
  heard(engine, "open", name),
  heard(engine, settled, name),
  heard(socket, "connect", () => socket.id),
]).then(([first, last, sid]) => tell({ sid, transports: [first, last] }));

// JSON's form of a Buffer.
const buffers = (_, value) => (value?.type === "Buffer" ? Buffer.from(value.data) : value);

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const command = JSON.parse(line, buffers);
    if (command.emit) socket.emit(...command.emit);
    if (command.ask) {
      socket.emit(...command.ask, (...args) => tell({ event: "acknowledgement", args }));
    }
    if (command.engineSend) engine.send(command.engineSend);
    if (command.disconnect) socket.disconnect();
  })
  .on("close", () => process.exit());
