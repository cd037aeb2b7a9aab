import { expect, test } from "vitest";
import type { ProductView } from "@/lib/shop/catalog/product";
import { EMPTY_PROFILE } from "@/lib/shop/profile/profile";
import { posterKey, posterOf } from "./poster";

const WORDS = { from: "起", scan: "扫", hint: "看", listPrice: { reference: "划线价", suggested: "建议零售价", former: "原价" } };
const variant = (priceFen: number, available = 5, listPriceFen: number | null = null) => ({
  ...{ id: priceFen, name: "", priceFen, available, listPriceFen, grams: 0, valueIds: [] },
});
const product = (variants: ReturnType<typeof variant>[], slug = "tea"): ProductView => ({
  ...{
    id: 1,
    slug,
    title: "茶",
    subtitle: "",
    description: "",
    images: [],
    category: { id: 1, slug: "c", name: "c" },
    options: [],
    details: [],
  },
  ...{ variants, listPriceBasis: "reference", freight: { kind: "free" }, limits: { perOrder: null, perBuyer: null }, sold: 0 },
});
const facts = (variants: ReturnType<typeof variant>[], profile = {}, slug = "tea") =>
  posterOf({
    product: product(variants, slug),
    profile: { ...EMPTY_PROFILE, ...profile },
    shopUrl: "https://shop.example.com",
    words: WORDS,
  });

test("a poster names the lowest price that can be had, as the lists of the shop do", () => {
  expect(facts([variant(300), variant(200, 5, 250), variant(100, 0)])).toMatchObject({ priceFen: 200, isFrom: true, listPriceFen: 250 });
  expect(facts([variant(300, 0), variant(200, 0)])).toMatchObject({ priceFen: 200, isFrom: true });
  expect(facts([variant(200), variant(200)])).toMatchObject({ priceFen: 200, isFrom: false, listPriceFen: null });
  expect(facts([])).toBeNull();
});

test("the code leads to the shop's own address, whatever the product is called in it", () => {
  expect(facts([variant(1)])?.link).toBe("https://shop.example.com/products/tea");
  expect(facts([variant(1)], {}, "a b/茶")?.link).toBe("https://shop.example.com/products/a%20b%2F%E8%8C%B6");
});

test("a poster is another as soon as anything on it is, and the same otherwise", () => {
  const key = (one: ReturnType<typeof facts>) => (one ? posterKey(one) : "");
  const plain = key(facts([variant(100)]));
  expect(key(facts([variant(100, 99)]))).toBe(plain);
  expect(key(facts([variant(100)], { phone: "1" }))).toBe(plain);
  const others = [facts([variant(101)]), facts([variant(100)], { name: "铺" }), facts([variant(100)], { themeColour: "#1f6b4a" })].map(key);
  expect(new Set([plain, ...others]).size).toBe(4);
});
