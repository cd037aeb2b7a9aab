import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { FOR_EVERYBODY } from "../for-everybody";
import { guardServer } from "../take-turns";
import { createTurns } from "../turns";
import { createPublicPages, type PublicPagesOptions } from "./public-pages";

const LIMITS = { atOnce: 4, perNetwork: 4, waitingPerAddress: 100, turnMs: 60_000 };

type Came = Pick<IncomingMessage, "url" | "method" | "headers">;
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; text: string };

/** As Next answers: a page with a nonce of its own, in which all stands that a careless page might show of its visitor. */
function page({ url, headers }: Came, content: string): { status: number; headers: Record<string, string>; body: string } {
  const nonce = Buffer.from(`${Math.random()}`).toString("base64");
  return {
    status: 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      "Cache-Control": "private, no-cache, no-store, max-age=0, must-revalidate",
      "X-Content-Type-Options": "nosniff",
      Vary: "rsc, next-router-state-tree",
      Link: `</style.css>; rel=preload; as="style"; nonce="${nonce}"`,
    },
    body: `<html lang="zh-CN"><head><script nonce="${nonce}">a()</script></head><body>${url} ${content} ${JSON.stringify(headers)}</body></html>`,
  };
}

/** A shop whose pages say how often each was made; `change` replaces what it answers. */
async function openShop(options: Partial<PublicPagesOptions> = {}, atOnce = LIMITS.atOnce) {
  const came: Came[] = [];
  let respond = async (request: Came) => page(request, `made ${came.filter(({ url }) => url === request.url).length}`);
  const server: Server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    came.push({ url: request.url, method: request.method, headers: request.headers });
    const { status, headers, body } = await respond(request);
    response.writeHead(status, headers).end(body);
  });
  const hearing = { isOn: true };
  const pages = createPublicPages({
    kindOf: (url) => (url.startsWith("/page") ? "shown" : url.startsWith("/asked") ? "asked" : null),
    languageOf: (headers) => (headers["accept-language"] === "en" ? "en" : "zh-CN"),
    subjectsOf: (_url, html) => html.match(/subject-\w+/g) ?? [],
    hearing: { isSure: () => hearing.isOn, makeSure: async () => hearing.isOn, close: async () => {} },
    mostBytes: 1024 * 1024,
    host: "shop.example",
    inTurn: (_address, make) => make(),
    ownPageCookies: ["session", "preview"],
    marked: { cookie: "buyer", attribute: 'data-known=""' },
    ...options,
  });
  const turns = createTurns({ ...LIMITS, atOnce });
  guardServer(server, { turnsOf: () => turns, trustedProxyHops: 1, busy: () => "busy", pages: pages.forServer(server) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const send = async (path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> => {
    const request = httpRequest({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", path, method, headers });
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    const body = await buffer(response);
    return { status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() };
  };
  const change = (next: typeof respond) => {
    respond = next;
  };
  /** Asks, and goes away at the signal. */
  const sendAndLeave = (path: string, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const request = httpRequest({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", path, signal });
      request.on("error", () => {}).on("close", () => resolve());
      request.end();
    });
  return { came, pages, hearing, send, sendAndLeave, change };
}

test("a page is made once for all who look, and nothing of who looked first is in it", async () => {
  const shop = await openShop();
  const first = await shop.send("/page", {
    cookie: "buyer=secret; other=thing",
    "user-agent": "thief",
    "accept-language": "thief",
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-nonce": "mine",
    authorization: "Basic x",
    referer: "http://evil.example",
  });
  const second = await shop.send("/page");
  expect(shop.came).toHaveLength(1);
  expect(shop.came[0]?.headers).toEqual({
    accept: "text/html",
    "accept-language": "zh-CN",
    connection: "close",
    host: "shop.example",
    "user-agent": expect.stringContaining("Bingbot"),
    [FOR_EVERYBODY]: expect.any(String),
  });
  expect(first.text.replace(' data-known=""', "")).toBe(second.text);
  for (const { text } of [first, second]) expect(text).not.toMatch(/secret|thief|evil/);
});

test("a page is kept in each language, and news of it are news of both", async () => {
  const shop = await openShop();
  const ask = async (language: string) => (await shop.send("/page", { "accept-language": language })).text;
  for (let nth = 0; nth < 2; nth++) {
    expect(await ask("zh-CN")).toContain('"accept-language":"zh-CN"');
    expect(await ask("en")).toContain('"accept-language":"en"');
  }
  expect(shop.came).toHaveLength(2);
  shop.pages.hear("changed");
  expect(await ask("en")).toContain("made 3");
  expect(await ask("zh-CN")).toContain("made 4");
});

test("a browser keeps a page and asks for it anew; who has it already gets no second copy", async () => {
  const shop = await openShop();
  const { headers } = await shop.send("/page");
  expect(headers["cache-control"]).toBe("private, no-cache");
  expect(headers.vary).toBe("rsc, next-router-state-tree, Accept-Encoding, Accept-Language");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["content-security-policy"]).toMatch(/^script-src 'self' 'sha256-[^']+' 'sha256-[^']+' 'strict-dynamic'$/);
  const again = await shop.send("/page", { "if-none-match": `"x", W/${headers.etag}` });
  expect(again).toMatchObject({ status: 304, text: "" });
  expect(again.headers.etag).toBe(headers.etag);
  expect((await shop.send("/page", { "if-none-match": '"other"' })).status).toBe(200);
  const head = await shop.send("/page", {}, "HEAD");
  expect(head).toMatchObject({ status: 200, text: "" });
  expect(head.headers["content-length"]).toBe(headers["content-length"]);
});

test("a page that is made again and is the same is known to the browser that has it", async () => {
  const shop = await openShop();
  shop.change(async (request) => page({ ...request, headers: {} }, "the same"));
  const { headers } = await shop.send("/page");
  shop.pages.hear("changed");
  expect((await shop.send("/page", { "if-none-match": String(headers.etag) })).status).toBe(304);
  expect(shop.came).toHaveLength(2);
  expect(JSON.stringify(headers)).not.toContain("nonce");
});

test("a page comes compressed to who can read that, each form under a name of its own", async () => {
  const shop = await openShop();
  const plain = await shop.send("/page");
  const gzip = await shop.send("/page", { "accept-encoding": "gzip, br;q=0" });
  const br = await shop.send("/page", { "accept-encoding": "gzip, deflate, br" });
  const known = await shop.send("/page", { "accept-encoding": "br", cookie: "a=1; buyer=x" });
  expect([gzip, br, known].map(({ headers }) => headers["content-encoding"])).toEqual(["gzip", "br", "br"]);
  expect(gunzipSync(gzip.body).toString()).toBe(plain.text);
  expect(brotliDecompressSync(br.body).toString()).toBe(plain.text);
  expect(brotliDecompressSync(known.body).toString()).toBe(plain.text.replace("<html", '<html data-known=""'));
  expect(new Set([plain, gzip, br, known].map(({ headers }) => headers.etag)).size).toBe(4);
  expect(shop.came).toHaveLength(1);
});

test("after a change nobody is shown what was made before it, not even who looked while it was being made", async () => {
  const shop = await openShop();
  let finish = (_content: string) => {};
  const made = () => new Promise<string>((resolve) => (finish = resolve));
  shop.change(async (request) => page(request, await made()));
  const before = shop.send("/page");
  await expect.poll(() => shop.came.length).toBe(1);
  const finishOld = finish;
  shop.pages.hear("changed");
  const after = shop.send("/page");
  await expect.poll(() => shop.came.length).toBe(2);
  finish("new");
  expect((await after).text).toContain("new");
  finishOld("old");
  await before;
  expect((await shop.send("/page")).text).toContain("new");
  expect(shop.came).toHaveLength(2);
});

test("a crowd that looks at the same moment has one page made for it", async () => {
  const shop = await openShop();
  let finish = () => {};
  shop.change(async (request) => {
    await new Promise<void>((resolve) => (finish = resolve));
    return page(request, "made");
  });
  const crowd = Array.from({ length: 4 }, () => shop.send("/page"));
  await expect.poll(() => shop.came.length).toBe(1);
  finish();
  for (const { text } of await Promise.all(crowd)) expect(text).toContain("made");
  expect(shop.came).toHaveLength(1);
});

test("news of one thing have only those pages made anew on which it stands, also one that was being made", async () => {
  const shop = await openShop();
  const finish = new Map<string, () => void>();
  let isSlow = false;
  shop.change(async (request) => {
    if (isSlow) await new Promise<void>((resolve) => finish.set(String(request.url), resolve));
    return page(request, request.url === "/page?other" ? "subject-b" : "subject-a subject-b");
  });
  for (const path of ["/page?both", "/page?other"]) await shop.send(path);
  shop.pages.hear({ subject: "subject-a" });
  for (const path of ["/page?both", "/page?other"]) await shop.send(path);
  expect(shop.came.map(({ url }) => url)).toEqual(["/page?both", "/page?other", "/page?both"]);

  isSlow = true;
  const before = ["/page?both&new", "/page?new"].map((path) => shop.send(path));
  await expect.poll(() => finish.size).toBe(2);
  shop.pages.hear({ subject: "subject-a" });
  for (const one of finish.values()) one();
  await Promise.all(before);
  isSlow = false;
  await shop.send("/page?both&new");
  expect(shop.came.filter(({ url }) => url === "/page?both&new")).toHaveLength(2);
});

test("a number that moved is shown anew within a second, and pages are not made for each order meanwhile", async () => {
  const shop = await openShop();
  await shop.send("/page");
  for (let order = 0; order < 5; order++) {
    shop.pages.hear("counted");
    expect((await shop.send("/page")).text).toContain("made 1");
  }
  await expect.poll(async () => (await shop.send("/page")).text, { timeout: 1000 }).toContain("made 2");
});

test("while nobody knows whether news were missed, each look makes its page, for who looks", async () => {
  const shop = await openShop();
  await shop.send("/page");
  shop.hearing.isOn = false;
  const { text, headers } = await shop.send("/page", { cookie: "buyer=mine" });
  expect(text).toContain("mine");
  expect(headers["cache-control"]).toContain("no-store");
  expect(shop.came).toHaveLength(2);
});

test("an owner, and who came by the owner's link, get pages of their own, which nobody else is given", async () => {
  const shop = await openShop();
  for (const cookie of ["session=owner", "a=1;preview=x", "buyer=b; session=owner"]) {
    const own = await shop.send("/page", { cookie });
    expect(own.text).toContain(cookie.split(";")[0]);
    expect(own.headers["cache-control"]).toContain("no-store");
  }
  expect((await shop.send("/page")).text).not.toMatch(/owner|preview/);
  expect((await shop.send("/page", { cookie: "session=owner" })).text).toContain("owner");
  expect((await shop.send("/page", { cookie: "xsession=1" })).headers["cache-control"]).not.toContain("no-store");
});

test("what is no document of these pages goes to Next as it came", async () => {
  const shop = await openShop();
  await shop.send("/page");
  for (const name of ["rsc", "next-router-prefetch", "next-url", "next-router-state-tree"])
    expect((await shop.send("/page", { [name]: "1" })).headers["cache-control"]).toContain("no-store");
  expect((await shop.send("/page", { "content-length": "0" }, "POST")).headers["cache-control"]).toContain("no-store");
  expect((await shop.send("/elsewhere", { cookie: "buyer=mine" })).text).toContain("mine");
});

test("nobody can pretend that the shop itself asks", async () => {
  const shop = await openShop();
  await shop.send("/page", { [FOR_EVERYBODY]: "1" });
  await shop.send("/elsewhere", { [FOR_EVERYBODY]: "1" });
  expect(shop.came.map(({ headers }) => headers[FOR_EVERYBODY])).toEqual([expect.stringMatching(/^[\w-]{43}$/), undefined]);
});

test("errors, redirects, pages that set a cookie and broken pages are given as they are, and made anew for the next", async () => {
  const shop = await openShop();
  for (const change of [
    { status: 500 },
    { status: 404 },
    { status: 307, headers: { Location: "/soon" } },
    { headers: { "Set-Cookie": "buyer=new" } },
    { headers: { "Content-Type": "text/plain" } },
    { headers: { "Content-Security-Policy": "script-src 'self'" } },
    { body: "<html><head></head><body>cut off" },
    { body: '<html><head></head><body><!--$!--><template data-dgst="1"></template></body></html>' },
    { body: '<html><head></head><body><script>push(":E{")</script></body></html>' },
  ] as const) {
    shop.change(async (request) => {
      const whole = page(request, "whole");
      return { ...whole, ...change, headers: { ...whole.headers, ...("headers" in change ? change.headers : {}) } };
    });
    const seen = shop.came.length;
    const answer = await shop.send("/page");
    expect(answer.status).toBe("status" in change ? change.status : 200);
    expect(answer.headers["cache-control"]).toContain("no-store");
    if ("body" in change) expect(answer.text).toBe(change.body);
    await shop.send("/page");
    expect(shop.came.length - seen, JSON.stringify(change)).toBe(2);
  }
});

test("whoever asks for ever new things pushes out no page that others look at", async () => {
  const shop = await openShop({ mostBytes: 200 * 1024 });
  await shop.send("/page");
  for (let n = 0; n < 100; n++) await shop.send(`/asked?${n}`);
  const made = shop.came.length;
  await shop.send("/page");
  await shop.send("/asked?99");
  expect(shop.came).toHaveLength(made);
  await shop.send("/asked?0");
  expect(shop.came).toHaveLength(made + 1);
});

test("of endlessly many pages one is made when it is its asker's turn, and who may not even wait is answered for themselves", async () => {
  const asked: string[] = [];
  let isFull = false;
  const shop = await openShop({
    inTurn: async (address, make) => {
      asked.push(address);
      return isFull ? null : make();
    },
  });
  await shop.send("/asked?q=1", { "x-forwarded-for": "203.0.113.9" });
  await shop.send("/asked?q=1", { "x-forwarded-for": "203.0.113.8" });
  await shop.send("/page", { "x-forwarded-for": "203.0.113.7" });
  expect(asked).toEqual(["203.0.113.9"]);
  isFull = true;
  await shop.send("/asked?q=2", { "x-forwarded-for": "203.0.113.9" });
  expect(shop.came.at(-1)?.headers).toMatchObject({ "x-forwarded-for": "203.0.113.9" });
  isFull = false;
  await shop.send("/asked?q=2", { "x-forwarded-for": "203.0.113.9" });
  expect(shop.came.at(-1)?.headers[FOR_EVERYBODY]).toBeDefined();
});

test("nobody passes for the shop itself where no pages are kept", async () => {
  const server = createServer((request, response) => void response.end(String(request.headers[FOR_EVERYBODY])));
  guardServer(server, { turnsOf: () => null, trustedProxyHops: 1, busy: () => "busy" });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const request = httpRequest({ port: (server.address() as AddressInfo).port, headers: { [FOR_EVERYBODY]: "guess" } }).end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  expect((await buffer(response)).toString()).toBe("undefined");
});

test("whoever goes away while a page is made keeps the turn until it is made, so that no more are made at once than may be", async () => {
  const shop = await openShop({}, 1);
  const made: (() => void)[] = [];
  shop.change(async (request) => {
    if (request.url?.startsWith("/page")) await new Promise<void>((resolve) => made.push(resolve));
    return page(request, "made");
  });
  const gone = new AbortController();
  const left = shop.sendAndLeave("/page?1", gone.signal);
  while (made.length === 0) await new Promise((resolve) => setImmediate(resolve));
  gone.abort();
  await left;
  const next = shop.send("/own", { "x-forwarded-for": "203.0.113.8" });
  for (let look = 0; look < 20; look++) await new Promise((resolve) => setImmediate(resolve));
  expect(shop.came.map(({ url }) => url)).toEqual(["/page?1"]);
  made[0]?.();
  await next;
  expect(shop.came.map(({ url }) => url)).toEqual(["/page?1", "/own"]);
});

test("of shoppers who ask at once for a page that is not kept, each gets one of their own, and nobody another one's cookie or nonce", async () => {
  const shop = await openShop();
  let cookies = 0;
  let finish = () => {};
  shop.change(async (request) => {
    const answer = page(request, "not to be kept");
    const cookie = `own=${++cookies}`;
    if (cookies === 1) await new Promise<void>((resolve) => (finish = resolve));
    return { ...answer, headers: { ...answer.headers, "Set-Cookie": cookie } };
  });
  const crowd = Array.from({ length: 4 }, () => shop.send("/page"));
  await expect.poll(() => shop.came.length).toBe(1);
  finish();
  const own = (await Promise.all(crowd)).map(({ headers }) => [headers["set-cookie"]?.[0], headers["content-security-policy"]]);
  expect(new Set(own.map(([cookie]) => cookie)).size).toBe(4);
  expect(new Set(own.map(([, policy]) => policy)).size).toBe(4);
});
