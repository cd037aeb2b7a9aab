import { expect, test } from "vitest";
import { keepingQuery, queryAsSent } from "./query-as-sent";

const seenIn = (url: string) => keepingQuery({ url }, queryAsSent);

test("who verifies a return reads the query to the byte, whatever a framework would make of it", () => {
  for (const query of ["?__proto__=1&a=b", "?a=%D0%A1&a=%d0%a1", "?a=1&a=1", "?a=b?c#d", "?", "?a=+%20"])
    expect(seenIn(`/api/alipay/return${query}`)).toBe(query);
});

test("bytes that no address may hold are escaped one by one", () => {
  expect(seenIn("/api/alipay/return?a=\u00d0\u00a1 b")).toBe("?a=%D0%A1%20b");
});

test("of any other request no query is kept, nor outside of one", () => {
  for (const url of ["/api/alipay/return", "/api/alipay/returned?a=1", "/orders/1?a=1", "/"]) expect(seenIn(url)).toBeNull();
  expect(queryAsSent()).toBeNull();
});
