import { describe, expect, test } from "vitest";
import { isLocalHost } from "./local-host";
import { comparedHost, isOwnOrigin } from "./own-origin";

const shop = { shopUrl: "https://shop.example.com:8443", demo: false };
const demo = { shopUrl: "http://192.168.3.7:3000", demo: true };
const own = { origin: "https://shop.example.com:8443" };

describe("a shopper's form is taken", () => {
  test.each([undefined, "shop.example.com", "127.0.0.1:3000", "shop.example.com:8443"])("whatever Host the proxy sends: %s", (host) => {
    expect(isOwnOrigin({ ...own, host }, shop)).toBe(true);
    expect(comparedHost({ ...own, host }, shop)).toBe("shop.example.com:8443");
  });

  test("from a browser that sends no Origin but says that the page is the shop's", () => {
    expect(isOwnOrigin({ "sec-fetch-site": "same-origin" }, shop)).toBe(true);
  });

  test.each(["127.0.0.1:3000", "localhost:3000", "[::1]:3000", "192.168.3.7:3000", "10.0.0.4:3000", "shop.local:3000"])(
    "at each address of a machine that shows the demo shop: %s",
    (host) => {
      const headers = { origin: `http://${host}`, host };
      expect(isOwnOrigin(headers, demo)).toBe(true);
      expect(comparedHost(headers, demo)).toBe(host);
    },
  );
});

describe("a form is refused", () => {
  test.each([
    ["another site", "https://evil.example"],
    ["the same name without https", "http://shop.example.com:8443"],
    ["another port of the same name", "https://shop.example.com"],
    ["a page without an origin", "null"],
    ["a name that was pointed at the shop", "https://rebound.example"],
    ["what is no origin", "https://a, b"],
    ["what is no origin either", "http://"],
    ["an empty origin", ""],
  ])("of %s", (_, origin) => {
    const headers = { origin, host: origin.replace(/^https?:\/\//, "") };
    expect(isOwnOrigin(headers, shop)).toBe(false);
    expect(isOwnOrigin(headers, demo)).toBe(false);
    expect(comparedHost(headers, shop)).toBe("shop.example.com:8443");
  });

  test.each([undefined, "none", "same-site", "cross-site"])("without an Origin when the browser says %s", (site) => {
    expect(isOwnOrigin({ "sec-fetch-site": site }, shop)).toBe(false);
  });

  test("at the machine's own address by a shop that takes real money", () => {
    expect(isOwnOrigin({ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, shop)).toBe(false);
  });

  test("of another program on the machine that shows the demo shop", () => {
    expect(isOwnOrigin({ origin: "http://127.0.0.1:9000", host: "127.0.0.1:3000" }, demo)).toBe(false);
    expect(isOwnOrigin({ origin: "http://10.evil.example:3000", host: "10.evil.example:3000" }, demo)).toBe(false);
  });
});

test("names of the internet that begin like a private address are not local", () => {
  for (const host of ["127.0.0.1", "10.1.2.3", "[::1]", "[fe80::1]", "[fd00::1]", "localhost", "a.localhost", "nas.local", "172.31.0.1"])
    expect(isLocalHost(host), host).toBe(true);
  for (const host of ["10.evil.example", "127.0.0.1.nip.io", "192.168.example.com", "172.32.0.1", "8.8.8.8", "[2001:db8::1]", "shop.cn"])
    expect(isLocalHost(host), host).toBe(false);
});
