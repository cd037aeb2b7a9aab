import { expect, test } from "vitest";
import { signDingtalk, signFeishu, signWebhook } from "./sign";

test("the robots' signatures are those of the services' own examples", () => {
  expect(signFeishu("demo", 1599360473)).toBe("l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=");
  expect(encodeURIComponent(signDingtalk("SECdemo", 1599360473000))).toBe("tGWkA5eQOQNCNPDgphtxIoNLO%2B%2FgD8Lcb705KQoRzeY%3D");
});

test("a webhook's signature covers the time and the body", () => {
  // HMAC-SHA256 by OpenSSL: printf '1599360473.{}' | openssl dgst -sha256 -hmac demo
  expect(signWebhook("demo", 1599360473, "{}")).toBe("ffc173f991cff63dd647c08324a82e9a83458996723aafab5cd7cb555210f10f");
  expect(signWebhook("demo", 1599360474, "{}")).not.toBe(signWebhook("demo", 1599360473, "{}"));
});
