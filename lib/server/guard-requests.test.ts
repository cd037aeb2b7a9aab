import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { parseNetworks } from "./address";
import { dropUntrustedHeaders, guardRequests } from "./guard-requests";
import { mayReadMetrics } from "./metrics-access";

const request = (headers: IncomingMessage["headers"]) => ({ headers, socket: { remoteAddress: "203.0.113.7" } }) as IncomingMessage;

test("a visitor cannot choose the address that is counted, or the host that is compared", () => {
  const forged = request({
    host: "shop.example.com",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=127.0.0.1",
    "x-middleware-subrequest": "proxy",
  });
  dropUntrustedHeaders(forged, { trustedProxyHops: 0, trustedProxies: parseNetworks("0.0.0.0/0") });
  expect(forged.headers).toEqual({ host: "shop.example.com", "x-forwarded-for": "203.0.113.7" });
});

test("behind the owner's own proxy its words are kept", () => {
  const forwarded = request({ "x-forwarded-for": "198.51.100.1", "x-forwarded-host": "shop.example.com" });
  dropUntrustedHeaders(forwarded, { trustedProxyHops: 1, trustedProxies: parseNetworks("203.0.113.0/24") });
  expect(forwarded.headers).toEqual({ "x-forwarded-for": "198.51.100.1", "x-forwarded-host": "shop.example.com" });
});

test("somebody who reaches the shop past its proxy is not believed to be one", () => {
  const direct = request({ "x-forwarded-for": "198.51.100.1", "x-forwarded-host": "evil.example" });
  dropUntrustedHeaders(direct, { trustedProxyHops: 1, trustedProxies: parseNetworks("127.0.0.0/8, 10.0.0.0/8") });
  expect(direct.headers).toEqual({ "x-forwarded-for": "203.0.113.7" });
});

test("a program on this machine is told apart from whoever a proxy on it speaks for, although both look alike afterwards", async () => {
  const trustedProxies = parseNetworks("127.0.0.0/8");
  guardRequests({ shopUrl: "http://127.0.0.1:3000", demo: true, trustedProxyHops: 0, trustedProxies });
  const server = createServer(({ headers }, response) => {
    const mayRead = mayReadMetrics(new Headers(headers as Record<string, string>), { tokenHash: null, fromHere: true });
    response.end(`${headers["x-forwarded-for"]} ${mayRead}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const answer = async (headers = {}) => (await fetch(url, { headers })).text();
  expect(await answer()).toBe("127.0.0.1 true");
  expect(await answer({ "x-forwarded-for": "203.0.113.7" })).toBe("127.0.0.1 false");
  expect(await answer({ "x-from-here": "1", "x-real-ip": "203.0.113.7" })).toBe("127.0.0.1 false");
});
