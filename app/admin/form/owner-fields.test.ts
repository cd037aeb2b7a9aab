import { expect, test } from "vitest";
import { loginName, newPassword } from "./owner-fields";

test("an owner who types the login in capitals or full width is the same owner", () => {
  expect(loginName.parse(" Owner@Example.com ")).toBe("owner@example.com");
  expect(loginName.parse("ＯＷＮＥＲ")).toBe("owner");
});

test.each(["", "a", "two words", "x".repeat(65), "a\u0000b", "zero\u200bwidth"])("%j cannot be a login", (login) => {
  expect(loginName.safeParse(login).success).toBe(false);
});

test.each(["123456789", "aaaaaaaaaaaa", "x".repeat(201)])("%j cannot be a new password", (password) => {
  expect(newPassword.safeParse(password).success).toBe(false);
});

test("ten characters of the owner's choice can", () => {
  expect(newPassword.safeParse("长密码长一点也可以用中文").success).toBe(true);
});
