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
    ["/notice/", "POST"],
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
