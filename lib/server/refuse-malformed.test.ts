import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { refuseMalformed } from "./refuse-malformed";

const sent = (method: string, url: string, headers: Record<string, string> = {}) => {
  const request = { method, url, headers };
  refuseMalformed(request);
  return `${request.method} ${request.url}`;
};

describe("what no browser sends is refused before it can throw", () => {
  test.each([
    ["TRACE", "/", {}, 405],
    ["PUT", "/cart", {}, 405],
    ["GET", "/products/%E0%A4%A", {}, 400],
    ["GET", "/products/%00", {}, 400],
    ["GET", "/search?q=%00", {}, 400],
    ["POST", "/cart", { origin: "::::" }, 400],
    ["POST", "/cart", { origin: "http://[" }, 400],
    ["OPTIONS", "*", {}, 400],
    ["GET", "http://[", {}, 400],
    ["GET", "http://shop.example.com/cart", {}, 400],
    ["POST", "/./icon.png", { "content-type": "multipart/form-data; boundary=XX" }, 400],
    ["POST", "/cart/../icon.png", { "content-type": "multipart/form-data; boundary=XX" }, 400],
    ["POST", "/%2e/icon.png", { "next-action": "x" }, 400],
    ["POST", "/cart/.%2E/icon.png", { "next-action": "x" }, 400],
    ["GET", "/cart/..", {}, 400],
    ["GET", "/.?x", {}, 400],
    ["POST", "/images/x.webp", { "content-type": "multipart/form-data; boundary=XX" }, 405],
    ["POST", "/_next/data/x.json", { "next-action": "x" }, 405],
    ["POST", "/api/nowhere", { "content-type": "multipart/form-data" }, 405],
    ["POST", "/api/orders/2611260001/refunds/RF1/nowhere", { "content-type": "multipart/form-data" }, 405],
    ["POST", "/api/orders/2611260001/pictures/x", { "content-type": "multipart/form-data" }, 405],
    ["POST", "/api/alipay/nowhere", { "content-type": "multipart/form-data" }, 405],
    ["GET", "/nowhere", { rsc: "1", "next-router-state-tree": "{" }, 400],
    ["GET", "/nowhere", { rsc: "1", "next-router-state-tree": "%zz" }, 400],
    ["GET", "/nowhere", { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" }, 400],
  ])("%s %s %j", (method, url, headers, status) => {
    expect(sent(method, url, headers)).toBe(`GET /api/refused?status=${status}`);
  });

  test.each([
    ["GET", "/products/%E9%BE%99%E4%BA%95", {}],
    ["GET", "/search?q=100%", {}],
    ["GET", "/search?q=/../x", {}],
    ["GET", "/.well-known/assetlinks.json", {}],
    ["GET", "/_next/static/chunks/...a..js", {}],
    ["POST", "/cart", { origin: "null" }],
    ["POST", "/cart", { origin: "https://shop.example.com:8443" }],
    ["HEAD", "/", {}],
    [
      "GET",
      "/cart",
      { rsc: "1", "next-router-state-tree": encodeURIComponent('["",{"children":["cart",{"children":["__PAGE__",{}]}]},null,null]') },
    ],
    ["POST", "/cart", { "content-type": "multipart/form-data; boundary=XX" }],
    ["POST", "/admin/products/1/pictures", { "content-type": "multipart/form-data; boundary=XX" }],
    ["POST", "/api/orders/2611260001/refunds/RF1/pictures", { "content-type": "multipart/form-data; boundary=XX" }],
    ["POST", "/api/alipay/notify", { "content-type": "multipart/form-data; boundary=XX" }],
    ["POST", "/api/alipay/messages", { "content-type": "multipart/form-data; boundary=XX" }],
    ["POST", "/api/alipay/refund-notify?x=1", { "content-type": "multipart/form-data; boundary=XX" }],
  ])("and %s %s %j is left alone", (method, url, headers) => {
    expect(sent(method, url, headers)).toBe(`${method} ${url}`);
  });
});

describe("proxy.ts looks at every page", () => {
  const [, list = ""] = /\(\?!([^)]*)\)/.exec(readFileSync("proxy.ts", "utf8")) ?? [];
  const leftOut = list.split("|").map((one) => `/${one.replaceAll("\\", "")}`);

  test("all that it leaves out is folders and single files, so that a visitor who mistypes one gets a page with a policy", () => {
    expect(leftOut.filter((one) => !/^\/(?:[a-z_]+\/|[a-z-]+\.[a-z]+\$)$/.test(one))).toEqual([]);
  });

  test.each(leftOut)("and a stranger's form at %s, at which it does not look, reaches nothing of Next's", (one) => {
    const url = one.endsWith("$") ? one.slice(0, -1) : `${one}nowhere`;
    expect(sent("POST", url, { "content-type": "multipart/form-data; boundary=XX" })).toBe("GET /api/refused?status=405");
    expect(sent("POST", url, { "next-action": "x" })).toBe("GET /api/refused?status=405");
  });
});

test("a refused navigation is answered, and not sent round in a circle as Next does with its own client's", () => {
  const request = { method: "GET", url: "/nowhere", headers: { rsc: "1", "next-router-state-tree": "{", host: "shop.example" } };
  refuseMalformed(request);
  expect(request.headers).toEqual({ host: "shop.example" });
});
