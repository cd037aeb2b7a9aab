import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { answerDirectly, type DirectlyAsked, type DirectRoute } from "./answer-directly";
import { closeUnread } from "./close-unread";

/** A server with a direct route of each method, behind which something else answers the rest. */
async function serve(answer: DirectRoute["answer"]) {
  const routes: DirectRoute[] = [
    { method: "POST", path: /^\/notice$/, mostBytes: 10, answer },
    { method: "GET", path: /^\/orders\/(\w+)$/, mostBytes: 0, answer },
  ];
  const direct = answerDirectly(routes, { "X-Common": "yes" });
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    closeUnread(request, response);
    if (!direct(request, response)) response.end("next");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}` };
}

const say = async ({ body }: DirectlyAsked) => ({ status: 200, headers: { "X-Own": "too" }, body: `${Buffer.from(body)}` });

test("a notice is answered with all of its headers, and what belongs to nobody here goes on", async () => {
  const { url } = await serve(say);
  const answer = await fetch(`${url}/notice?x=1`, { method: "POST", body: "sign=小" });
  expect([answer.status, await answer.text()]).toEqual([200, "sign=小"]);
  expect(Object.fromEntries(answer.headers)).toMatchObject({ "x-common": "yes", "x-own": "too", "content-length": "8" });
  for (const [path, method] of [
    ["/notice", "GET"],
    ["/notice", "OPTIONS"],
    ["/notice/", "POST"],
    ["//notice", "POST"],
    ["/%6eotice", "POST"],
    ["/orders/%31", "GET"],
    ["/orders/1", "OPTIONS"],
    ["/orders/1", "POST"],
    ["/orders/1/2", "GET"],
  ] as const)
    expect(await (await fetch(url + path, { method })).text(), path).toBe("next");
});

test("a page's question comes with what its address and its query say", async () => {
  const { url } = await serve(async ({ parts, search }) => ({ status: 404, headers: {}, body: `${parts} ${search.get("wait")}` }));
  const answer = await fetch(`${url}/orders/123?wait=25&wait=1`);
  expect([answer.status, await answer.text()]).toEqual([404, "123 25"]);
});

test("of a body without end no more is read than may be, and its sender is answered", async () => {
  const { port } = await serve(async ({ body }) => ({ status: 400, headers: {}, body: String(body.length) }));
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  socket.write(`POST /notice HTTP/1.1\r\nHost: x\r\nContent-Length: 400000\r\n\r\n${"x".repeat(50)}`);
  await expect.poll(() => heard).toContain("\r\n\r\n10");
  expect(heard).toMatch(/^HTTP\/1\.1 400 .*Connection: close/s);
});

/** Sends bytes as they are, and gives all that is answered until `enough` matches. */
async function exchange(port: number, sent: string | string[], enough: RegExp): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  await once(socket, "connect");
  for (const part of [sent].flat()) await new Promise((written) => socket.write(part, () => setImmediate(written)));
  await expect.poll(() => heard).toMatch(enough);
  return heard;
}

test("a notice that comes in pieces arrives whole, and its connection takes the next one", async () => {
  const { port } = await serve(say);
  const inPieces = ["POST /notice HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\na=\r\n", "2\r\n1&\r\n", "0\r\n\r\n"];
  const next = "POST /notice HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nb=2";
  const heard = await exchange(port, [...inPieces, next], /a=1&.*\r\n\r\nb=2$/s);
  expect(heard).not.toMatch(/connection: close/i);
});

test("what a question has in its body is not the next question: its connection is closed", async () => {
  const { port } = await serve(async ({ parts }) => ({ status: 200, headers: {}, body: `about ${parts}.` }));
  const hidden = "GET /orders/2 HTTP/1.1\r\nHost: x\r\n\r\n";
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  socket.on("data", (chunk) => (heard += chunk));
  socket.write(`GET /orders/1 HTTP/1.1\r\nHost: x\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`);
  await once(socket, "close");
  expect(heard.match(/about \d/g)).toEqual(["about 1"]);
});

test("a question whose body never ends is answered, and its connection closed", async () => {
  const { port } = await serve(async ({ parts }) => ({ status: 200, headers: {}, body: `about ${parts}.` }));
  const heard = await exchange(port, "GET /orders/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 4000\r\n\r\nGET", /about 1\.$/);
  expect(heard).toMatch(/connection: close/i);
});

test("of a notice whose sender goes away in the middle nothing is taken, and the next one is answered", async () => {
  const bodies: string[] = [];
  const { port, url } = await serve(async ({ body }) => {
    bodies.push(`${Buffer.from(body)}`);
    return { status: 200, headers: {}, body: "success" };
  });
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  await new Promise((written) => socket.write("POST /notice HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf", written));
  expect(await (await fetch(`${url}/orders/1`)).text()).toBe("success");
  socket.resetAndDestroy();
  expect(await (await fetch(`${url}/notice`, { method: "POST", body: "whole" })).text()).toBe("success");
  expect(bodies).toEqual(["", "whole"]);
});

test("whoever goes away while a page waits is noticed", async () => {
  let went: (() => void) | undefined;
  const gone = new Promise<void>((resolve) => {
    went = resolve;
  });
  const { port } = await serve(async ({ caller }) => {
    await new Promise((resolve) => caller.addEventListener("abort", resolve));
    went?.();
    return { status: 200, headers: {}, body: "too late" };
  });
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /orders/1 HTTP/1.1\r\nHost: x\r\n\r\n");
  await once(socket, "connect");
  setImmediate(() => socket.destroy());
  await gone;
});

test("an answer that fails is a failure and says nothing more", async () => {
  const { url } = await serve(() => Promise.reject(new Error("secret")));
  const answer = await fetch(`${url}/orders/1`);
  expect([answer.status, await answer.text()]).toEqual([500, ""]);
});
