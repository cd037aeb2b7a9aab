import { expect, test } from "vitest";
import { newSlug } from "./new-slug";

test("a product's address is made of what is Latin in its title, and is never the same twice", () => {
  expect(newSlug("Café Crème 500g 咖啡")).toMatch(/^cafe-creme-500g-[a-z0-9]{6}$/);
  expect(newSlug("龙井茶")).toMatch(/^p-[a-z0-9]{6}$/);
  expect(newSlug("龙井茶")).not.toBe(newSlug("龙井茶"));
});
