import { expect, test } from "vitest";
import nextConfig from "../../next.config";
import { API_HEADERS, DIRECT_ROUTES } from "./direct-routes";

test("what is answered in front of Next has the headers that Next would give it", async () => {
  const rules = (await nextConfig.headers?.()) ?? [];
  const ofApi = rules.filter(({ source }) => source === "/:path*" || source === "/api/:path*").flatMap(({ headers }) => headers);
  expect(API_HEADERS).toEqual(Object.fromEntries(ofApi.map(({ key, value }) => [key, value])));
});

test.each([
  ["POST", "/api/alipay/notify", true],
  ["GET", "/api/orders/20261126123456789/status", true],
  ["GET", "/api/alipay/notify", false],
  ["POST", "/api/alipay/notify/", false],
  ["POST", "/api/alipay/refund-notify", false],
  ["GET", "/api/orders/1%2F2/status", false],
  ["POST", "/api/orders/20261126123456789/status", false],
  ["GET", "/orders/20261126123456789", false],
])("%s %s is answered in front of Next: %s", (method, path, expected) => {
  expect(DIRECT_ROUTES.some((route) => route.method === method && route.path.test(path))).toBe(expected);
});
