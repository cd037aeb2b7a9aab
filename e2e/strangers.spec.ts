import { connect } from "node:net";
import { goToCashier, linkOf, payAtCashier, stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

test("a stranger sees the same nothing for another's order, for a wrong link and for no order at all @once", async ({
  page,
  request,
  stack,
}) => {
  const { no } = await goToCashier(page, stack);
  for (const path of [
    `/orders/${no}`,
    `/orders/${no}?t=`,
    `/orders/${no}?t=undefined`,
    `/orders/${no}?t=${"A".repeat(43)}`,
    "/orders/26112200000000000",
    `/api/orders/${no}/status`,
    `/api/orders/${no}/status?t=`,
  ]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text(), path).not.toContain("13800000000");
  }
});

test("a forged, foreign, stale or empty return ends on a calm page and changes nothing @once", async ({ page, request, stack }) => {
  const { no, outTradeNo } = await goToCashier(page, stack);
  const forgedToken = `out_trade_no=${outTradeNo}&request_token=requestToken&result=success&trade_no=2026112200001&sign_type=0001`;
  const forgedToday = `charset=utf-8&out_trade_no=${outTradeNo}&method=alipay.trade.wap.pay.return&total_amount=0.01&trade_no=2026112200001&sign_type=RSA2&app_id=1&version=1.0`;
  for (const query of [
    "",
    "?",
    ...[forgedToken, forgedToday].flatMap((forged) =>
      ["", "&sign=", "&sign=AAAA", "&sign=AAAA&sign=BBBB"].map((sign) => `?${forged}${sign}`),
    ),
    "?%zz",
    "?next=//evil.example",
  ]) {
    const answer = await request.get(`/api/alipay/return${query}`, { maxRedirects: 0 });
    expect(answer.status(), query).toBe(303);
    expect(answer.headers().location, query).toBe(`${stack.shopUrl}/orders/return-problem`);
  }
  await page.goto(`/orders/${no}`);
  await expect(stateOf(page)).toHaveText("待付款");
});

test("a genuine return with one word more opens nothing to a stranger, and as it was sent it opens the order @once", async ({
  page,
  request,
  stack,
}) => {
  const { no } = await goToCashier(page, stack);
  await payAtCashier(page);
  const href = await page.getByRole("link", { name: "返回商家" }).getAttribute("href");
  const leadsTo = async (address: string) => (await request.get(address, { maxRedirects: 0 })).headers().location;
  // The first is a name that Next loses when it writes an address anew.
  for (const more of ["__proto__=1", "constructor=1", "_rsc=1", "nxtPx=1", "x=1"])
    expect(await leadsTo(`${href}&${more}`), more).toBe(`${stack.shopUrl}/orders/return-problem`);
  expect(await leadsTo(String(href))).toBe(`${stack.shopUrl}/orders/${no}`);
});

test("a notice goes by POST alone, and what is forged is told nothing about why @once", async ({ request }) => {
  for (const method of ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]) {
    expect((await request.fetch("/api/alipay/notify", { method })).status(), method).toBe(405);
  }
  const bodies = [
    "",
    "a=1&a=1",
    "service=x&v=1.0&sec_id=0001&sign=AAAA&notify_data=x",
    "notify_type=trade_status_sync&trade_status=TRADE_SUCCESS&out_trade_no=1&total_amount=0.01&sign_type=RSA2&sign=AAAA",
    "%zz",
    `x=${"x".repeat(70_000)}`,
    "<!DOCTYPE a><a/>",
  ];
  const send = async (path: string, data: string) => {
    const answer = await request.post(path, { data, headers: { "content-type": "application/x-www-form-urlencoded" } });
    return { status: answer.status(), body: await answer.text() };
  };
  for (const data of bodies) expect(await send("/api/alipay/notify", data), data.slice(0, 40)).toEqual({ status: 400, body: "fail" });
  // In front of Next as behind it (docs/decisions/0037), a query changes nothing, and another spelling is another address.
  expect(await send("/api/alipay/notify?x=1", "a=1")).toEqual({ status: 400, body: "fail" });
  expect((await send("/api/alipay/%6eotify", "a=1")).status).toBe(404);
});

test("Host and forwarding headers do not change where Alipay is told to come back to @once", async ({ page, request, stack }) => {
  const { outTradeNo } = await goToCashier(page, stack);
  await stack.emulator.pay(outTradeNo);
  const answer = await request.get("/api/alipay/return?x=1", {
    maxRedirects: 0,
    headers: { host: "localhost", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" },
  });
  expect(answer.headers().location).toBe(`${stack.shopUrl}/orders/return-problem`);
  for (const delivery of await stack.emulator.deliveries(outTradeNo)) expect(delivery.url).toBe(`${stack.shopUrl}/api/alipay/notify`);
});

test("Alipay reads success and nothing else; what is not success is plain text too, with no cookie, redirect or compression @once", async ({
  page,
  stack,
}) => {
  const { outTradeNo } = await goToCashier(page, stack);
  await stack.emulator.pay(outTradeNo);
  await expect.poll(async () => (await stack.emulator.deliveries(outTradeNo)).map((one) => one.answer)).toEqual(["success"]);

  const raw = await rawPost(stack.shopUrl, "/api/alipay/notify", "x=1");
  expect(raw).toMatch(/^HTTP\/1\.1 400 /);
  expect(raw).not.toMatch(/set-cookie|content-encoding|location:/i);
  expect(raw).toMatch(/content-type: text\/plain/i);
  expect(raw).toMatch(/content-security-policy: default-src 'none'/i);
  expect(raw).toMatch(/x-content-type-options: nosniff/i);

  const chunk = `${(35_000).toString(16)}\r\n${"x".repeat(35_000)}\r\n`;
  for (const [headers, begin] of [
    ["Content-Length: 10000000\r\n", "x".repeat(70_000)],
    ["Transfer-Encoding: chunked\r\n", chunk + chunk],
  ] as const) {
    const answer = await rawHeld(stack.shopUrl, `POST /api/alipay/notify HTTP/1.1\r\n${headers}`, begin);
    expect(answer, headers).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer, headers).toMatch(/connection: close/i);
  }
});

test("an order page keeps its link out of other servers' logs, and no cache keeps the page @once", async ({ page, stack }) => {
  const { no } = await goToCashier(page, stack);
  await page.goto(`/orders/${no}`);
  const answer = await page.request.get(await linkOf(page));
  expect(answer.headers()["referrer-policy"]).toBe("same-origin");
  expect(answer.headers()["cache-control"]).toMatch(/no-store/);
  expect(answer.headers()["content-security-policy"]).toMatch(/script-src 'self' 'nonce-/);
});

test("what no browser sends is refused, and leaves no stack in the log @once", async ({ request, stack }) => {
  const before = stack.output().length;
  const multipart = { "content-type": "multipart/form-data; boundary=XX" };
  const part = (name: string, value: string) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const lookup = await (await request.get("/orders/lookup")).text();
  const id = /[0-9a-f]{42}/.exec(lookup)?.[0] ?? "";
  const bound = part("$ACTION_REF_1", "") + part("$ACTION_1:0", JSON.stringify({ id, bound: "$@1" }));
  const posts: [path: string, headers: Record<string, string>, data: string, status: number][] = [
    ["/cart", multipart, "garbage", 400],
    ["/nowhere", multipart, "garbage", 400],
    ["/admin/login", { "content-type": "multipart/form-data" }, `${part("a", "1")}--XX--\r\n`, 400],
    ["/orders/lookup", multipart, part("a", "1"), 400],
    ["/orders/lookup", multipart, `${bound}--XX--\r\n`, 400],
    ["/orders/lookup", multipart, `${bound}${part("$ACTION_1:1", "{{{")}--XX--\r\n`, 400],
    ["/orders/lookup", multipart, `${part("a", "x".repeat(70_000))}--XX--\r\n`, 413],
    ["/orders/lookup", { "next-action": id, "content-type": "text/plain" }, '["$nzz"]', 400],
    ["/orders/lookup", { "next-action": "__proto__", "content-type": "text/plain" }, "[]", 400],
    ["/orders/lookup", { "next-action": "0".repeat(42), "content-type": "text/plain" }, "[]", 409],
    ["/images/x.webp", multipart, "garbage", 405],
    ["/api/nowhere", multipart, "garbage", 405],
    ["/_next/data/x.json", multipart, "garbage", 405],
  ];
  for (const [path, headers, data, status] of posts) {
    const answer = await request.post(path, { data, headers: { origin: stack.shopUrl, ...headers } });
    expect(answer.status(), `${path} ${data.slice(0, 200)}`).toBe(status);
  }
  const state = { rsc: "1", "next-router-state-tree": "{" };
  expect((await request.get("/nowhere", { headers: state })).status()).toBe(400);
  const byHand = { "next-action": id, "content-type": "text/plain", origin: stack.shopUrl };
  expect((await request.post("/orders/lookup", { data: "[null,1]", headers: byHand })).status()).toBe(200);
  expect(stack.output().slice(before)).not.toMatch(/^\s+at /m);
});

test("a stranger's body that is too long is refused while the rest of it never comes, and keeps nothing waiting @once", async ({
  stack,
}) => {
  const chunk = `${(35_000).toString(16)}\r\n${"x".repeat(35_000)}\r\n`;
  const multipart = "Content-Type: multipart/form-data; boundary=XX\r\n";
  const held: [path: string, headers: string, begin: string][] = [
    ["/admin/products/import", "Content-Length: 10000000\r\n", "--XX\r\n"],
    ["/admin/products/1/pictures", "Transfer-Encoding: chunked\r\n", chunk + chunk],
    ["/cart", "Transfer-Encoding: chunked\r\n", chunk + chunk],
  ];
  for (const [path, headers, begin] of held) {
    const answer = await rawHeld(stack.shopUrl, `POST ${path} HTTP/1.1\r\n${multipart}${headers}Origin: ${stack.shopUrl}\r\n`, begin);
    expect(answer, path).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer, path).toMatch(/content-security-policy: default-src 'none'/i);
  }
  // A cookie that looks like an owner's opens the upload, whose own check then sends its sender to the login, and reads nothing.
  const name = stack.shopUrl.startsWith("https:") ? "__Host-owner" : "owner";
  const forged = `Cookie: ${name}=${"A".repeat(43)}\r\nContent-Length: 5000000\r\n`;
  const answer = await rawHeld(stack.shopUrl, `POST /admin/products/import HTTP/1.1\r\n${multipart}${forged}`, "--XX\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 303 /);
  expect(answer).toMatch(/location: \/admin\/login/i);
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
});

/** What is answered to a request whose body begins, and then stands still; the sender has ten seconds' patience. */
function rawHeld(origin: string, head: string, begin: string): Promise<string> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${head}Host: ${host}\r\n\r\n${begin}`));
    socket.setTimeout(10_000, () => socket.destroy(new Error("no answer while the body is held")));
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
      if (text.includes("\r\n\r\n")) {
        socket.destroy();
        resolve(text);
      }
    });
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed without an answer")));
  });
}

function rawPost(origin: string, path: string, body: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAccept-Encoding: gzip\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}
