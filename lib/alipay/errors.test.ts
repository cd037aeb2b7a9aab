import { expect, test } from "vitest";
import { explainError } from "./errors";

test("a shopper is asked to try again only where that can help", () => {
  expect(explainError("0000")).toMatchObject({ name: "SYSTEM_EXCEPTION", shopper: "try_again" });
  expect(explainError("0005")).toMatchObject({ name: "PARTNER_ILLEGAL", shopper: "shop_setup" });
  expect(explainError("0007")).toMatchObject({ name: "BIZ_PARAMS_ILLEGAL", shopper: "this_order" });
});

test("every number of the token gateway is explained", () => {
  for (const code of ["0000", "0001", "0002", "0003", "0004", "0005", "0006", "0007"]) expect(explainError(code).name).not.toBe(code);
});

test("a code that nobody documented keeps its name", () => {
  expect(explainError("ALI14")).toMatchObject({ name: "ALI14", shopper: "try_again" });
  expect(explainError("constructor").name).toBe("constructor");
});
