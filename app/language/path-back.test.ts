import { expect, test } from "vitest";
import { pathBack } from "./path-back";

const back = (referer: string | null) => pathBack(new Headers({ host: "shop.example", ...(referer !== null && { referer }) }));

test("who chooses a language stays on the page they were on", () => {
  expect(back("https://shop.example/products/tea")).toBe("/products/tea");
  expect(back("http://shop.example/search?q=%E8%8C%B6&sort=new#x")).toBe("/search?q=%E8%8C%B6&sort=new");
});

test("nobody is led to another site, whatever their browser says of where they were", () => {
  for (const referer of [null, "", "nonsense", "https://evil.example/x", "https://shop.example.evil.example/", "javascript:alert(1)"])
    expect(back(referer), String(referer)).toBe("/");
  for (const referer of ["https://shop.example//evil.example/x", "https://shop.example/\\evil.example/x"])
    expect(back(referer)).toBe("/evil.example/x");
});
