import { expect, test } from "vitest";
import { maskLogon } from "./mask-logon";

test.each([
  ["buyer1@example.com", "bu***@example.com"],
  ["a@example.com", "***@example.com"],
  ["13800000000", "138****0000"],
  ["@", "***"],
  ["abc", "***"],
  ["", "***"],
])("the account %j is kept as %j", (logon, masked) => {
  expect(maskLogon(logon)).toBe(masked);
});
