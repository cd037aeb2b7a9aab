import { expect, onTestFinished, test, vi } from "vitest";
import { text } from "../text";
import { loginName } from "./owner-fields";

test("an owner who types the login in capitals or full width is the same owner", () => {
  expect(loginName.parse(" Owner@Example.com ")).toBe("owner@example.com");
  expect(loginName.parse("ＯＷＮＥＲ")).toBe("owner");
});

test.each(["", "a", "two words", "x".repeat(65), "a\u0000b", "zero\u200bwidth"])("%j cannot be a login", (login) => {
  expect(loginName.safeParse(login).success).toBe(false);
});

test("a stranger's login of thirty thousand marks is refused before it is normalised, which would take seconds", () => {
  const normalize = vi.spyOn(String.prototype, "normalize");
  onTestFinished(() => normalize.mockRestore());
  const { error } = loginName.safeParse("\u0344".repeat(15_900) + "\u0323".repeat(15_900));
  expect(error?.issues.map(({ message }) => message)).toEqual([text.ownerFields.loginTooLong]);
  expect(normalize).not.toHaveBeenCalled();
});
