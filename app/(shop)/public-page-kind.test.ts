import { expect, test } from "vitest";
import { publicPageKind } from "./public-page-kind";

test("home, categories, goods and what the owner says of the shop are pages for everybody, as our own links write them", () => {
  for (const url of [
    ...["/", "/categories", "/categories?sort=price&stock=1", "/categories/tea-2k3f4g"],
    ...["/categories/tea?sort=new", "/products/p-abc_1", "/about", "/licence", "/search"],
  ])
    expect(publicPageKind(url), url).toBe("shown");
});

test("a list that somebody has gone on reading pushes no product out of the room: it is longer than its beginning, and few want it", () => {
  for (const url of ["/?pages=2", "/?pages=10", "/categories?sort=price&stock=1&pages=3", "/categories/tea?pages=2"])
    expect(publicPageKind(url), url).toBe("asked");
});

test("a search is one of endlessly many", () => {
  for (const url of ["/search?q=%E8%8C%B6", "/search?q=500g+%E7%BA%A2&sort=price&min=10.00", "/search?q=a&pages=2"])
    expect(publicPageKind(url), url).toBe("asked");
});

test("no other way to write an address makes a page of its own", () => {
  for (const url of [
    ...[
      "/?",
      "/?pages=1",
      "/?pages=11",
      "/?pages=02",
      "/?pages=2&",
      "/?pages=2&pages=2",
      "/?x=1",
      "/?sort=price",
      "/?after=1_2",
      "/?stock=1",
    ],
    ...["/?_rsc=abc", "/#x", "//", "/?pages=2?x", "/?%70ages=2", "/categories/", "/categories?min=1.00", "/categories?after=1"],
    ...["/categories?pages=2&sort=new", "/categories?category=tea", "/categories/%E8%8C%B6", "/categories/a/b", "/CATEGORIES"],
    ...["/products/a?x=1", "/products/", "/products/../admin", "/products/a%2Fb", `/products/${"a".repeat(101)}`],
    ...["/search?q=", "/search?q=%20a", "/search?q=a&x=1", "/search?q=%00a", `/search?q=${"a".repeat(51)}`, "/search?q=a&after=1_2_3"],
    ...["/search?sort=price&q=a", "/search?q=a b", "/search?pages=2"],
    ...["/cart", "/me", "/orders", "/orders/1", "/checkout", "/soon", "/preview/abc", "/admin", "/admin/login", "/api/mine", "/manifest"],
  ])
    expect(publicPageKind(url), url).toBeNull();
});

test("whatever is thrown in, nothing is thrown back", () => {
  for (const url of ["", "*", "/search?q=%", "/search?q=%E8%8C", "/?pages=%", "http://a/", "/?__proto__=1", "/search?__proto__=1&q=a"])
    expect(publicPageKind(url), url).toBeNull();
});
