import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { markFromHere, mayReadMetrics, metricsAccess } from "./metrics-access";

const TOKEN = "0123456789abcdef0123456789abcdef";
const open = metricsAccess({ token: TOKEN, isProxied: false, hops: 0 });
const closed = metricsAccess({ token: undefined, isProxied: true, hops: 0 });

/** The headers as a route finds them, of a request that came so over the wire. */
function arriving(remoteAddress: string, headers: Record<string, string> = {}): Headers {
  const request = { headers: { host: "127.0.0.1:3000", ...headers }, socket: { remoteAddress } } as unknown as IncomingMessage;
  markFromHere(request);
  return new Headers(request.headers as Record<string, string>);
}

describe("whoever asks for the figures", () => {
  test.each(["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])("from this machine (%s) may read them", (address) => {
    expect(mayReadMetrics(arriving(address), open)).toBe(true);
  });

  test.each(["203.0.113.7", "10.0.0.5", "::ffff:192.168.1.2", ""])("from %s may not, without the token", (address) => {
    expect(mayReadMetrics(arriving(address), open)).toBe(false);
  });

  test.each([
    ["x-forwarded-for", "127.0.0.1"],
    ["x-forwarded-host", "localhost"],
    ["forwarded", "for=127.0.0.1"],
    ["via", "1.1 proxy"],
    ["x-real-ip", "127.0.0.1"],
    ["cf-connecting-ip", "127.0.0.1"],
  ])("through a proxy on this machine, which says so by %s, may not", (name, value) => {
    expect(mayReadMetrics(arriving("127.0.0.1", { [name]: value }), open)).toBe(false);
  });

  test("through a proxy on this machine that passes the shop's own name on may not", () => {
    expect(mayReadMetrics(arriving("127.0.0.1", { host: "shop.example.com" }), open)).toBe(false);
    expect(mayReadMetrics(arriving("127.0.0.1", { host: "localhost.example.com" }), open)).toBe(false);
  });

  test("through a proxy that is not declared, and says nothing of itself, may not", () => {
    expect(mayReadMetrics(arriving("127.0.0.1"), closed)).toBe(false);
    expect(mayReadMetrics(arriving("127.0.0.1"), metricsAccess({ token: undefined, isProxied: true, hops: 1 }))).toBe(true);
  });

  test("cannot write the mark of this machine into the request", () => {
    const mark = arriving("127.0.0.1").get("x-from-here") ?? "";
    expect(mark).not.toBe("");
    expect(mayReadMetrics(arriving("203.0.113.7", { "x-from-here": mark }), open)).toBe(false);
    expect(mayReadMetrics(new Headers({ "x-from-here": "1" }), open)).toBe(false);
  });

  test("from anywhere may with the token, and with no other word", () => {
    const with_ = (authorization: string) => mayReadMetrics(arriving("203.0.113.7", { authorization }), open);
    expect(with_(`Bearer ${TOKEN}`)).toBe(true);
    expect(with_(`bearer ${TOKEN}`)).toBe(true);
    for (const other of ["", "Bearer ", "Bearer x", `Bearer ${TOKEN}0`, `Bearer ${TOKEN} ${TOKEN}`, `Basic ${TOKEN}`, TOKEN])
      expect(with_(other)).toBe(false);
  });

  test("may not with any token where none is set", () => {
    for (const token of [TOKEN, "null", "undefined", ""])
      expect(mayReadMetrics(arriving("203.0.113.7", { authorization: `Bearer ${token}` }), closed)).toBe(false);
  });
});
