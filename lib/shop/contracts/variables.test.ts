import { expect, test } from "vitest";
import { variablesOf } from "./variables";

const alarm = { kind: "refused", cause: "own_key", keys: "key", door: "openapi", protocol: "openapi", isCurrent: true } as const;
const unverified = { ...alarm, kind: "unverified", cause: null } as const;

test("an owner is told which variable to look at", () => {
  expect(variablesOf(alarm)).toEqual(["ALIPAY_PRIVATE_KEY"]);
  expect(variablesOf({ ...alarm, keys: "MD5", protocol: "wap-token" })).toEqual(["ALIPAY_MD5_KEY"]);
  expect(variablesOf({ ...alarm, cause: "identity" })).toEqual(["ALIPAY_APP_ID", "ALIPAY_GATEWAY_URL"]);
  expect(variablesOf({ ...alarm, cause: "identity", protocol: "wap-token" })).toEqual(["ALIPAY_PARTNER", "ALIPAY_SELLER_ACCOUNT"]);
  expect(variablesOf({ ...alarm, cause: "certificate" })).toEqual(["ALIPAY_APP_CERT", "ALIPAY_ROOT_CERT"]);
  expect(variablesOf({ ...alarm, cause: "encryption" })).toEqual(["ALIPAY_AES_KEY"]);
  expect(variablesOf({ ...alarm, cause: "permission" })).toEqual([]);
});

test("what does not verify is a matter of Alipay's key, not of ours", () => {
  expect(variablesOf(unverified)).toEqual(["ALIPAY_PUBLIC_KEY"]);
  expect(variablesOf({ ...unverified, keys: "certificate" })).toEqual(["ALIPAY_CERT", "ALIPAY_ROOT_CERT"]);
  expect(variablesOf({ ...unverified, keys: "0001", door: "mapi" })).toEqual(["ALIPAY_MAPI_PUBLIC_KEY", "ALIPAY_PUBLIC_KEY"]);
  expect(variablesOf({ ...unverified, keys: "MD5", door: "token" })).toEqual(["ALIPAY_MD5_KEY"]);
});

test("the contract that the shop leaves has variables of its own", () => {
  expect(variablesOf({ ...alarm, isCurrent: false })).toEqual(["ALIPAY_PREVIOUS_PRIVATE_KEY"]);
});
