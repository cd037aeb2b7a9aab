import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { parseNetworks } from "./address";
import { dropUntrustedHeaders } from "./guard-requests";
import { createVisitorWatch } from "./visitor-watch";

type Visit = { headers: IncomingMessage["headers"]; socket: string | undefined; url?: string };

/** What a shop at a public address that believes so many proxies makes of those who come, a second after another. */
function visits(hops: number, coming: Visit[], shopUrl = "https://shop.example.com") {
  const told: object[] = [];
  let at = 0;
  const watch = createVisitorWatch({ shopUrl, trustedProxyHops: hops }, { tell: (facts) => told.push(facts), now: () => at });
  for (const { headers, socket, url = "/" } of coming) {
    const request = { url, headers: { ...headers }, socket: { remoteAddress: socket } } as IncomingMessage;
    const seen = watch.look(request);
    dropUntrustedHeaders(request, { trustedProxyHops: hops, trustedProxies: parseNetworks("127.0.0.0/8,10.0.0.0/8") });
    seen();
    at += 1_000;
  }
  return { told, alarm: watch.alarm(), later: (ms: number) => (at += ms), watch };
}

const from = (forwardedFor: string, socket = "10.89.0.7"): Visit => ({
  headers: { host: "shop.example.com", "x-forwarded-for": forwardedFor },
  socket,
});

test("an owner whose proxy takes every shopper for one neighbour hears of it, once a minute", () => {
  const { told, alarm } = visits(1, [...Array<Visit>(61).fill(from("10.89.0.1")), from("10.89.0.1")]);
  expect(told).toEqual([{ address: "10.89.0.1" }, { address: "10.89.0.1" }]);
  expect(alarm).toEqual({ address: "10.89.0.1" });
});

test("so does one whose proxy stands in front undeclared, and one whose entrance is IPv6, or a cloud's own network", () => {
  expect(visits(0, [from("198.18.9.9", "127.0.0.1")]).alarm).toEqual({ address: "127.0.0.1" });
  expect(visits(0, [{ headers: { host: "shop.example.com" }, socket: "::ffff:10.0.0.2" }]).alarm).toEqual({ address: "10.0.0.2" });
  expect(visits(1, [from("fd00::1")]).alarm).toEqual({ address: "fd00::1" });
  expect(visits(1, [from("8.8.8.8, 100.64.3.2:4711")]).alarm).toEqual({ address: "100.64.3.2" });
});

test("shoppers from everywhere, health checks, and a shop that is at home worry nobody", () => {
  expect(visits(1, [from("8.8.8.8"), from("2400:3200::1")]).alarm).toBeNull();
  expect(visits(2, [from("8.8.8.8, 10.0.0.9")]).alarm).toBeNull();
  expect(visits(0, [{ headers: { host: "shop.example.com" }, socket: "8.8.8.8" }]).alarm).toBeNull();
  const health = { headers: { host: "shop-1:3000" }, socket: "10.89.0.7" };
  const balancer = { headers: { host: "shop.example.com" }, socket: "10.89.0.7", url: "/api/health/ready" };
  const ownRequestForAPage = { headers: { host: "shop.example.com" }, socket: undefined };
  for (const hops of [0, 1]) expect(visits(hops, [health, balancer, ownRequestForAPage]).alarm).toBeNull();
  for (const home of ["http://192.168.1.5:3000", "http://127.0.0.1:3000"]) expect(visits(0, [from("192.168.1.9")], home).alarm).toBeNull();
});

test("an hour after the last such visitor the alarm is over", () => {
  const { watch, later } = visits(1, [from("192.168.1.1")]);
  later(3_598_000);
  expect(watch.alarm()).not.toBeNull();
  later(2_000);
  expect(watch.alarm()).toBeNull();
});
