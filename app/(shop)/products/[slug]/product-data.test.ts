import { expect, test } from "vitest";
import { productData } from "./product-data";

const SHOP = { shopUrl: "https://shop.example.com", shopName: "山下茶铺" };
const tea = { slug: "tea", title: "龙井", subtitle: "明前", images: ["tea"], category: { id: 1, slug: "teas", name: "茶" } };
const offersOf = (...variants: [priceFen: number, available: number][]) => {
  const told = productData({ ...tea, variants: variants.map(([priceFen, available]) => ({ priceFen, available })) }, SHOP);
  return (told["@graph"] as { offers?: unknown }[])[0]?.offers;
};

test("a search engine reads what the goods cost now and that they can be bought", () => {
  expect(offersOf([1980, 3])).toEqual({
    "@type": "Offer",
    price: "19.80",
    availability: "https://schema.org/InStock",
    priceCurrency: "CNY",
    url: "https://shop.example.com/products/tea",
    seller: { "@type": "Organization", name: "山下茶铺" },
  });
});

test("of several prices it reads the lowest and the highest of what can be bought, and never a price that nobody can have", () => {
  expect(offersOf([100, 0], [1980, 3], [2980, 1])).toMatchObject({ lowPrice: "19.80", highPrice: "29.80", offerCount: 2 });
});

test("what is sold out is not offered as if it were there", () => {
  expect(offersOf([1980, 0], [2980, 0])).toMatchObject({ lowPrice: "19.80", availability: "https://schema.org/OutOfStock" });
});
