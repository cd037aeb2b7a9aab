import { expect, test } from "vitest";
import { pictureUrl } from "./picture";

test("a shopper gets the demo shop's pictures from the public folder", () => {
  expect(pictureUrl("longjing", 320)).toBe("/images/products/longjing-320.webp");
});

test("a shopper gets the owner's own pictures from the media route", () => {
  expect(pictureUrl("u/0f3a", 720)).toBe("/media/0f3a-720.webp");
});
