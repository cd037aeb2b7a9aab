import { expect, test } from "vitest";
import { loginName } from "./owner-fields";

test("an owner who types the login in capitals or full width is the same owner", () => {
  expect(loginName.parse(" Owner@Example.com ")).toBe("owner@example.com");
  expect(loginName.parse("ＯＷＮＥＲ")).toBe("owner");
});

test.each(["", "a", "two words", "x".repeat(65), "a\u0000b", "zero\u200bwidth"])("%j cannot be a login", (login) => {
  expect(loginName.safeParse(login).success).toBe(false);
});
