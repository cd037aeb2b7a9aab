import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { guardServer } from "./take-turns";
import { createTurns } from "./turns";

const MOST_BYTES = 65_536;
const LIMITS = { atOnce: 1, perNetwork: 1, waitingPerAddress: 3, turnMs: 60_000 };

/** What a framework keeps beside the page that it makes. */
const CONTEXT = new AsyncLocalStorage<string>();

/** A shop whose visitors take turns; `came` are the requests that reached it, each answered when the test says so. */
async function openShop(limits = LIMITS) {
  const came: { url: string; request: IncomingMessage; response: ServerResponse; body: Promise<string>; context: unknown }[] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    const context = CONTEXT.getStore();
    came.push({ url: request.url ?? "", request, response, body: text(request).catch(() => "cut off"), context });
    server.emit("came");
  });
  const turns = createTurns(limits);
  server.on("upgrade", () => {}); // Next listens, and leaves alone what it does not know
  const longForms = { mostBytes: ({ url }: { url?: string }) => (url === "/upload" ? null : MOST_BYTES), tooLong: () => "too long" };
  const direct = ({ url }: IncomingMessage, response: ServerResponse) => url === "/direct" && Boolean(response.end("directly"));
  const turnsOf = ({ url }: IncomingMessage) => (url === "/file" ? null : turns);
  guardServer(server, { turnsOf, trustedProxyHops: 1, busy: () => "busy", longForms, direct });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sockets: Socket[] = [];
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  /** Sends from an address, and says what was heard. */
  const send = async (url: string, from: string, rest = "\r\n", method = "GET") => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    sockets.push(socket);
    await once(socket, "connect");
    socket.write(`${method} ${url} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\n${rest}`);
    const heard = { text: "" };
    socket.on("data", (chunk) => (heard.text += chunk));
    return { socket, heard };
  };
  const waitFor = async (...urls: string[]) => {
    while (came.length < urls.length) await once(server, "came");
    expect(came.map(({ url }) => url)).toEqual(urls);
  };
  /** Until whatever was sent so far has been read: a file needs no turn. */
  const settle = async () => {
    const { socket } = await send("/file", "192.0.2.99");
    while (came.at(-1)?.url !== "/file") await once(server, "came");
    came.pop()?.response.end();
    await once(socket, "data");
  };
  return { came, send, waitFor, settle };
}

const form = (body: string, length = body.length) => `Content-Length: ${length}\r\n\r\n${body}`;

test("a shopper's page is made after the stranger's one that is being made, not after all that wait", async () => {
  const shop = await openShop();
  await shop.send("/stranger/1", "10.66.6.6");
  await shop.waitFor("/stranger/1");
  await shop.send("/stranger/2", "10.66.6.6");
  await shop.send("/stranger/3", "10.66.6.7");
  await shop.settle();
  await shop.send("/shopper", "10.9.1.1");
  await shop.settle();
  shop.came[0]?.response.end("one");
  await shop.waitFor("/stranger/1", "/shopper");
});

test("what needs nothing of the framework is answered without it, when its turn has come", async () => {
  const shop = await openShop();
  await shop.send("/stranger", "10.66.6.6");
  await shop.waitFor("/stranger");
  const { socket, heard } = await shop.send("/direct", "10.9.1.1");
  await shop.settle();
  expect(heard.text).toBe("");
  shop.came[0]?.response.end("one");
  await once(socket, "data");
  expect(heard.text).toMatch(/directly$/);
  await shop.waitFor("/stranger");
});

test("a form whose body drips has no turn until the body is there, and arrives as it was sent", async () => {
  const shop = await openShop();
  const { socket } = await shop.send("/slow", "10.66.6.6", form("a=", 8), "POST");
  await shop.settle();
  await shop.send("/shopper", "10.9.1.1");
  await shop.waitFor("/shopper");
  shop.came[0]?.response.end("hello");
  socket.write("123456");
  await shop.waitFor("/shopper", "/slow");
  expect(await shop.came[1]?.body).toBe("a=123456");
});

test("what is announced as longer than a form begins at once, so that it can be refused or read in pieces", async () => {
  const shop = await openShop();
  await shop.send("/upload", "10.9.1.1", form("begin", 400_000), "POST");
  await shop.waitFor("/upload");
});

test.each([
  ["a page's form", "/checkout", ["Content-Type: text/plain; charset=utf-8", "too long"]],
  ["a script's form", "/checkout", ["Content-Type: text/plain\r\n", "too long"], "Next-Action: x\r\n"],
])(
  "%s that is announced as longer than any of the shop's is refused, keeps no turn, and never reaches Next",
  async (_, url, says, header = "") => {
    const shop = await openShop();
    const { socket, heard } = await shop.send(url, "10.66.6.6", `${header}${form("begin", 5_500_000)}`, "POST");
    await shop.send("/shopper", "10.9.1.1");
    await shop.waitFor("/shopper");
    await once(socket, "end");
    for (const line of ["HTTP/1.1 413", "Connection: close", ...says]) expect(heard.text).toContain(line);
    expect(shop.came.map(({ url }) => url)).toEqual(["/shopper"]);
  },
);

const piece = (length: number) => `${length.toString(16)}\r\n${"x".repeat(length)}\r\n`;
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

test("a form that announces no length and is too long is refused where it stands still, keeps no turn, and never reaches Next", async () => {
  const shop = await openShop();
  const { socket, heard } = await shop.send("/cart", "10.66.6.6", `${CHUNKED}${piece(40_000)}${piece(30_000)}`, "POST");
  await shop.send("/shopper", "10.9.1.1");
  await shop.waitFor("/shopper");
  socket.on("error", () => {});
  await once(socket, "close");
  for (const line of ["HTTP/1.1 413", "Connection: close", "too long"]) expect(heard.text).toContain(line);
  expect(shop.came.map(({ url }) => url)).toEqual(["/shopper"]);
});

test("of a form that never ends no more is read than a form may have", async () => {
  const shop = await openShop();
  const { socket } = await shop.send("/endless", "10.66.6.6", CHUNKED, "POST");
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (let times = 0; times < 400; times++) socket.write(piece(65_535));
  await closed;
  expect(socket.bytesWritten - socket.writableLength).toBeLessThan(400 * 65_535);
  await shop.settle();
  expect(shop.came).toEqual([]);
});

test.each([
  ["announces no length", `${CHUNKED}${piece(40_000)}`, `${piece(MOST_BYTES - 40_000)}0\r\n\r\n`],
  ["announces its length", form("x".repeat(40_000), MOST_BYTES), "x".repeat(MOST_BYTES - 40_000)],
])("a form as long as may be that %s has no turn until its last byte is there, and arrives whole", async (_, begin, rest) => {
  const shop = await openShop();
  const { socket } = await shop.send("/slow", "10.9.1.2", begin, "POST");
  await shop.settle();
  await shop.send("/shopper", "10.9.1.1");
  await shop.waitFor("/shopper");
  shop.came[0]?.response.end("hello");
  socket.write(rest);
  await shop.waitFor("/shopper", "/slow");
  expect(await shop.came[1]?.body).toBe("x".repeat(MOST_BYTES));
});

test("a table that is uploaded in pieces of no announced length begins with the first, and is read to its end", async () => {
  const shop = await openShop();
  const { socket } = await shop.send("/upload", "10.9.1.1", `${CHUNKED}${piece(60_000)}`, "POST");
  await shop.waitFor("/upload");
  for (let times = 0; times < 10; times++) socket.write(piece(60_000));
  socket.write("0\r\n\r\n");
  expect((await shop.came[0]?.body)?.length).toBe(660_000);
});

test("a form of more than is kept unread arrives whole", async () => {
  const shop = await openShop();
  const body = "x".repeat(60_000);
  await shop.send("/long", "10.9.1.1", form(body), "POST");
  await shop.waitFor("/long");
  expect(await shop.came[0]?.body).toBe(body);
});

test("whoever goes away while waiting never reaches the shop", async () => {
  const shop = await openShop();
  await shop.send("/first", "10.66.6.6");
  await shop.waitFor("/first");
  const { socket } = await shop.send("/gone", "10.9.1.1");
  await shop.settle();
  socket.destroy();
  await once(socket, "close");
  await shop.settle();
  await shop.send("/patient", "10.9.2.1");
  await shop.settle();
  shop.came[0]?.response.end();
  await shop.waitFor("/first", "/patient");
});

test("an address with too much waiting is refused with a word and a time, on a connection that closes", async () => {
  const shop = await openShop();
  await shop.send("/0", "10.66.6.6");
  await shop.waitFor("/0");
  for (const url of ["/1", "/2", "/3"]) await shop.send(url, "10.66.6.6");
  await shop.settle();
  const { socket, heard } = await shop.send("/4", "10.66.6.6");
  await once(socket, "close");
  expect(heard.text).toMatch(/^HTTP\/1\.1 503 /);
  expect(heard.text).toContain("Retry-After: 2");
  expect(heard.text.endsWith("busy")).toBe(true);
});

test("what a page is made with is not there for the visitor who has the next turn", async () => {
  const shop = await openShop();
  await shop.send("/owner", "10.9.1.1");
  await shop.waitFor("/owner");
  await shop.send("/stranger", "10.66.6.6");
  await shop.settle();
  CONTEXT.run("the owner's session", () => shop.came[0]?.response.end());
  await shop.waitFor("/owner", "/stranger");
  expect(shop.came[1]?.context).toBeUndefined();
});

const get = (url: string, from: string) => `GET ${url} HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${from}\r\n\r\n`;

test("who sends several requests on one connection and goes away costs nothing either", async () => {
  const shop = await openShop();
  await shop.send("/first", "10.66.6.6");
  await shop.waitFor("/first");
  const { socket } = await shop.send("/gone/1", "10.9.1.1", `\r\n${get("/gone/2", "10.9.1.1")}`);
  await shop.settle();
  socket.resetAndDestroy();
  await once(socket, "close");
  await shop.settle();
  await shop.send("/patient", "10.9.2.1");
  await shop.settle();
  shop.came[0]?.response.end();
  await shop.waitFor("/first", "/patient");
});

test("a request whose answer has to wait for the one before on its connection has no turn meanwhile", async () => {
  const shop = await openShop({ ...LIMITS, atOnce: 2, perNetwork: 2 });
  const { heard } = await shop.send("/one", "10.9.1.1", `\r\n${get("/two", "10.9.1.1")}`);
  await shop.waitFor("/one");
  await shop.settle();
  await shop.send("/shopper", "10.9.2.1");
  await shop.waitFor("/one", "/shopper");
  shop.came[0]?.response.end("one");
  await shop.waitFor("/one", "/shopper", "/two");
  shop.came[2]?.response.end("two");
  while (!heard.text.endsWith("two")) await pause(5);
});

test("a form and the page asked for after it on one connection come in this order", async () => {
  const shop = await openShop();
  await shop.send("/form", "10.9.1.1", form(`a=1${get("/page", "10.9.1.1")}`, 3), "POST");
  await shop.waitFor("/form");
  expect(await shop.came[0]?.body).toBe("a=1");
  shop.came[0]?.response.end();
  await shop.waitFor("/form", "/page");
});

test("too many requests on one connection are refused, and the rest of them is not read", async () => {
  const shop = await openShop();
  const { socket, heard } = await shop.send("/0", "10.9.1.1", `\r\n${get("/more", "10.9.1.1").repeat(500)}`);
  await shop.waitFor("/0");
  let answered = 0;
  const answer = setInterval(() => shop.came[answered]?.response.end(String(answered++)), 1);
  onTestFinished(() => clearInterval(answer));
  await once(socket, "close");
  expect(shop.came.length).toBeLessThan(20);
  expect(heard.text).toContain("HTTP/1.1 503 ");
});

test("pictures asked for on one connection are read one after the other, however many are asked for at once", async () => {
  const shop = await openShop();
  await shop.send("/file", "10.66.6.6", `\r\n${get("/file", "10.66.6.6").repeat(2)}`);
  await shop.waitFor("/file");
  await shop.send("/page", "10.9.1.1");
  await shop.waitFor("/file", "/page");
  shop.came[0]?.response.end("one");
  await shop.waitFor("/file", "/page", "/file");
  const asked = shop.came.length;
  const { socket, heard } = await shop.send("/file", "10.66.6.7", `\r\n${get("/file", "10.66.6.7").repeat(500)}`);
  let answered = asked;
  const answer = setInterval(() => shop.came[answered]?.response.end(String(answered++)), 1);
  onTestFinished(() => clearInterval(answer));
  await once(socket, "close");
  expect(heard.text).toContain("HTTP/1.1 503 ");
  expect(shop.came.length - asked).toBeLessThan(20);
});

/** What Next asks of itself while it answers a form that leads to another page: with the form's headers, but for the connection's own. */
const asNextAsks = ({ headers }: IncomingMessage) =>
  Object.entries(headers)
    .filter(([name]) => !["x-forwarded-for", "host", "content-length"].includes(name))
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");

test("the page that a form leads to is made in the form's turn, however many wait at the address that the shop has itself", async () => {
  const shop = await openShop();
  await shop.send("/form", "10.9.1.1", form("a=1"), "POST");
  await shop.waitFor("/form");
  for (const url of ["/1", "/2", "/3"]) await shop.send(url, "127.0.0.1");
  await shop.settle();
  const [asking] = shop.came;
  if (!asking) throw new Error("nobody asks");
  await shop.send("/next", "127.0.0.1", `${asNextAsks(asking.request)}\r\n`);
  await shop.waitFor("/form", "/next");
});

test("nobody has a turn by a form's that is over, or by words of their own", async () => {
  const shop = await openShop();
  await shop.send("/form", "10.9.1.1", form("a=1"), "POST");
  await shop.waitFor("/form");
  const words = asNextAsks(shop.came[0]?.request as IncomingMessage);
  shop.came[0]?.response.end();
  await shop.send("/first", "10.9.1.1");
  await shop.waitFor("/form", "/first");
  await shop.send("/again", "10.66.6.6", `${words}\r\n`);
  await shop.send("/forged", "10.66.6.6", "x-turn: 1\r\n\r\n");
  await shop.settle();
  await shop.waitFor("/form", "/first");
});

test("a stranger with thousands of networks of IPv6 in one hand has one network's turns", async () => {
  const shop = await openShop();
  await shop.send("/shopper/1", "2001:db8:9:1::1");
  await shop.waitFor("/shopper/1");
  for (const index of [1, 2, 3]) await shop.send(`/stranger/${index}`, `2001:db8:66:${index}::1`);
  await shop.settle();
  await shop.send("/shopper/2", "2001:db8:9:1::1");
  await shop.settle();
  shop.came[0]?.response.end();
  await shop.waitFor("/shopper/1", "/stranger/1");
  shop.came[1]?.response.end();
  await shop.waitFor("/shopper/1", "/stranger/1", "/shopper/2");
});

test("who asks for another protocol is answered in this one, in turn: nobody else would ever end the connection", async () => {
  const shop = await openShop();
  await shop.send("/first", "10.9.1.1");
  await shop.waitFor("/first");
  const { heard } = await shop.send("/chat", "10.66.6.6", "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  await shop.settle();
  await shop.waitFor("/first");
  shop.came[0]?.response.end();
  await shop.waitFor("/first", "/chat");
  shop.came[1]?.response.end("no");
  while (!heard.text.endsWith("no")) await pause(5);
});
