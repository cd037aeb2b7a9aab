import { expect, test } from "vitest";
import { paletteOf } from "@/lib/shop/profile/colour";
import { type Layout, layOut, type Measure, type TextShape } from "./layout";
import { POSTER_WIDTH, type PosterFacts, USUAL_POSTER_HEIGHT } from "./poster";

const MODULES = 29;
/** Every letter is as wide as it is high: nothing real is wider. */
const measure: Measure = (text, { size }) => [...text].length * size;
const LIST_PRICE = { reference: "划线价", suggested: "建议零售价", former: "原价" };
const FACTS: PosterFacts = {
  title: "明前龙井",
  priceFen: 19800,
  isFrom: false,
  listPriceFen: null,
  picture: "longjing",
  logo: "",
  shopName: "青山茶铺",
  tagline: "",
  palette: paletteOf("#1f6b4a"),
  link: "https://shop.example.com/products/longjing",
  listPriceBasis: "reference",
  words: { from: "起", scan: "长按识别二维码", hint: "查看详情", listPrice: LIST_PRICE },
};
const laidOut = (facts: Partial<PosterFacts>, modules = MODULES) => layOut({ ...FACTS, ...facts }, measure, modules);
const textsOf = ({ shapes }: Layout) => shapes.filter((shape): shape is TextShape => shape.kind === "text");
const wordsOf = (layout: Layout) => textsOf(layout).map(({ text }) => text);

test("a shopper reads the shop, the price, the name and what to do", () => {
  const layout = laidOut({});
  expect(wordsOf(layout)).toEqual(["青山茶铺", "¥", "198", ".00", "明前龙井", "长按识别二维码", "查看详情"]);
  expect(layout.height).toBe(USUAL_POSTER_HEIGHT);
});

test("a shopper reads that other variants cost more, and what is struck through, only where it is so", () => {
  const more = laidOut({ isFrom: true, priceFen: 1980, listPriceFen: 2680 });
  expect(wordsOf(more)).toEqual(expect.arrayContaining(["起", "划线价", "¥26.80"]));
  expect(more.shapes).toHaveLength(laidOut({}).shapes.length + 4);
});

test("where there is no room for both, neither the struck-through price nor its name is there", () => {
  const tight = wordsOf(laidOut({ isFrom: true, priceFen: 9_999_900, listPriceFen: 9_999_999, listPriceBasis: "suggested" }));
  expect(tight).not.toContain("建议零售价");
  expect(tight).not.toContain("¥99999.99");
});

test("a longer name makes the poster longer, by one line and no more", () => {
  expect(laidOut({ title: "长".repeat(30) }).height).toBe(USUAL_POSTER_HEIGHT + 52);
  expect(laidOut({ title: "长".repeat(200) }).height).toBe(USUAL_POSTER_HEIGHT + 52);
});

test("whatever the owner wrote stays inside the picture", () => {
  const long = "一个特别特别长的名字".repeat(20);
  const layouts = [
    laidOut({}),
    laidOut({ title: long, shopName: long, tagline: long, logo: "u/1" }),
    laidOut({ title: "", picture: "" }),
    laidOut({ title: long, picture: "", words: { from: long, scan: long, hint: long, listPrice: LIST_PRICE } }, 57),
  ];
  for (const layout of layouts) {
    for (const shape of textsOf(layout)) {
      expect(shape.x).toBeGreaterThanOrEqual(28);
      expect(shape.x + measure(shape.text, shape), shape.text).toBeLessThanOrEqual(POSTER_WIDTH - 28);
      expect(shape.baseline).toBeLessThan(layout.height);
    }
    expect(layout.code.y + layout.code.module * MODULES).toBeLessThan(layout.height);
  }
});

test("the code keeps clear of words and edges by the four modules that it needs, however long the address is", () => {
  for (const modules of [21, 29, 41, 57]) {
    const { shapes, code, height } = laidOut({ words: { from: "", scan: "长".repeat(40), hint: "", listPrice: LIST_PRICE } }, modules);
    const margin = 4 * code.module;
    const side = code.module * modules;
    expect(code.module).toBeGreaterThanOrEqual(3);
    for (const shape of shapes) {
      if (shape.kind !== "text" || shape.baseline < code.y) continue;
      expect(shape.x + measure(shape.text, shape)).toBeLessThanOrEqual(code.x - margin);
    }
    expect(POSTER_WIDTH - 28 - (code.x + side)).toBeGreaterThanOrEqual(margin);
    expect(height - 28 - (code.y + side)).toBeGreaterThanOrEqual(margin);
  }
});

test("a product without a picture shows the first letter of its name, and of its shop's where it has none", () => {
  const plain = laidOut({ picture: "", title: "【手工皂" });
  expect(plain.picture).toBeNull();
  expect(textsOf(plain).find(({ size }) => size > 100)?.text).toBe("手");
  expect(textsOf(laidOut({ picture: "", title: "" })).find(({ size }) => size > 100)?.text).toBe("青");
});
