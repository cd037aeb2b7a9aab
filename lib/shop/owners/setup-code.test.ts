import { expect, test } from "vitest";
import { hashSetupCode, isSetupCode } from "./setup-code";

test("a code typed on a phone in small letters, with or without its dash, is the code", () => {
  const stored = hashSetupCode("ABCD-2345");
  for (const typed of ["ABCD-2345", "abcd2345", " abcd 2345 "]) expect(isSetupCode(typed, stored)).toBe(true);
});

test("no code opens a shop that waits for none", () => {
  expect(isSetupCode("", undefined)).toBe(false);
  expect(isSetupCode("ABCD-2345", undefined)).toBe(false);
  expect(isSetupCode("ABCD-2345", "")).toBe(false);
  expect(isSetupCode("", hashSetupCode("ABCD-2345"))).toBe(false);
});
