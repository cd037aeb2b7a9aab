import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
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
  dropUntrustedHeaders(forged, 0);
  expect(forged.headers).toEqual({ host: "shop.example.com", "x-forwarded-for": "203.0.113.7" });
});

test("behind the owner's own proxy its words are kept", () => {
  const forwarded = request({ "x-forwarded-for": "198.51.100.1", "x-forwarded-host": "shop.example.com" });
  dropUntrustedHeaders(forwarded, 1);
  expect(forwarded.headers).toEqual({ "x-forwarded-for": "198.51.100.1", "x-forwarded-host": "shop.example.com" });
});
