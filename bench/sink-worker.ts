import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";

// A receiver of webhooks on a thread of its own: takes whatever comes with 200, and keeps nothing.

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => response.writeHead(200, { "content-length": 0 }).end());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  parentPort?.postMessage(typeof address === "object" && address !== null ? address.port : 0);
});
