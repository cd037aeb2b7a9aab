import { expect, test } from "vitest";
import { newsOf, subjectsOf } from "./page-news";

const HTML =
  '<link rel="canonical" href="https://shop.example/products/tea-1a2b3c"/><a href="/products/cup">杯</a><a href="/about">关于</a>';

test("a page shows the products that it leads to, and a list of what is there says so", () => {
  expect(subjectsOf("/products/tea-1a2b3c", HTML)).toEqual(["tea-1a2b3c", "cup"]);
  expect(subjectsOf("/categories/tea?sort=price&stock=1", HTML)).toEqual(["tea-1a2b3c", "cup", "in stock"]);
  expect(subjectsOf("/search?q=stock%3D1", HTML)).not.toContain("in stock");
});

test("an order of the last pieces is news of its product alone, and whatever is not understood is news of everything", () => {
  expect(newsOf("left cup")).toEqual([{ subject: "cup" }]);
  expect(newsOf("gone cup")).toEqual([{ subject: "cup" }, { subject: "in stock" }]);
  expect(newsOf("counted")).toEqual(["counted"]);
  for (const told of [null, "changed", "", "left", "left a b", "of tomorrow's version"])
    expect(newsOf(told), String(told)).toEqual(["changed"]);
});
