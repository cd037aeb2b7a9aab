import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { parseNetworks } from "./address";
import { dropUntrustedHeaders } from "./guard-requests";

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
