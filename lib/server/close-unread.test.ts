import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { closeUnread } from "./close-unread";

async function serve(answer: (server: Server) => void): Promise<number> {
  const server = createServer();
  answer(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Refuses at once, as a route does that has seen enough. */
const refusing = (server: Server) =>
  server.on("request", (request, response) => {
    closeUnread(request, response);
    setImmediate(() => response.writeHead(400, { "Content-Length": "4" }).end("fail"));
  });

test("a visitor behind a proxy does not wait behind a body that nobody reads: the refusal closes its connection", async () => {
  const port = await serve(refusing);
  const socket = connect(port, "127.0.0.1");
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n${"a".repeat(1000)}`);
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  socket.once("data", () => socket.end("b".repeat(1000)));
  await once(socket, "close");
  expect(heard).toContain("400 Bad Request");
  expect(heard.toLowerCase()).toContain("connection: close");
  expect(heard.endsWith("fail")).toBe(true);
});

test("a request that was read to its end leaves the connection open for the next", async () => {
  const port = await serve(refusing);
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  const request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc";
  socket.write(request);
  while (!heard.endsWith("fail")) await once(socket, "data");
  expect(heard.toLowerCase()).not.toContain("connection: close");
  heard = "";
  socket.write(request);
  while (!heard.endsWith("fail")) await once(socket, "data");
  expect(heard).toContain("400 Bad Request");
});

test("a question without a body that is answered at once leaves the connection open too", async () => {
  const port = await serve((server) =>
    server.on("request", (request, response) => {
      closeUnread(request, response);
      response.writeHead(200, { "Content-Length": "4" }).end("page");
    }),
  );
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  for (let question = 1; question <= 2; question++) {
    socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    while (!heard.endsWith("page")) await once(socket, "data");
    expect(heard.toLowerCase()).not.toContain("connection: close");
    heard = "";
  }
});

test("a stranger who never ends a body is cut off also where the framework has taken the socket out of the request", () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const destroy = vi.fn();
  const headers = { "content-length": "9" };
  const request = Object.assign(new EventEmitter(), { complete: false, headers, socket: { destroy } as object | null, resume: () => {} });
  const response = Object.assign(new EventEmitter(), { writeHead: () => {} });
  closeUnread(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  response.emit("finish");
  request.socket = null;
  vi.advanceTimersByTime(1_999);
  expect(destroy).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(destroy).toHaveBeenCalledOnce();
});
