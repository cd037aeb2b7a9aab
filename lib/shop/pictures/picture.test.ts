import { expect, test } from "vitest";
import { isPictureFile, nameServedAt, pictureUrl } from "./picture";

test("a shopper gets the demo shop's pictures from the public folder", () => {
  expect(pictureUrl("longjing", 320)).toBe("/images/products/longjing-320.webp");
});

test("a shopper gets the owner's own pictures from the media route", () => {
  expect(pictureUrl("u/0f3a", 720)).toBe("/media/0f3a-720.webp");
});

test("the icon that an owner replaces is known by where it was served; one that comes with the shop is nobody's upload", () => {
  const name = "u/0123456789abcdef01234567";
  expect(nameServedAt(pictureUrl(name, 320).slice(1))).toBe(name);
  expect(nameServedAt("images/categories/tea.webp")).toBeNull();
  expect(nameServedAt("media/../../etc/passwd")).toBeNull();
});

test("only names that this shop gives are looked for among the uploads", () => {
  expect(isPictureFile("0123456789abcdef01234567-320.webp")).toBe(true);
  for (const name of [
    "../../etc/passwd",
    "..%2f0123456789abcdef01234567-320.webp",
    "0123456789abcdef01234567-640.webp",
    "0123456789abcdef01234567-320.webp.tmp",
    "0123456789ABCDEF01234567-320.webp",
    "0123456789abcdef01234567-320.webp\n",
    "u/0123456789abcdef01234567-320.webp",
  ])
    expect(isPictureFile(name)).toBe(false);
});
