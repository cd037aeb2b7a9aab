import { inBothLanguages } from "@/lib/language/words";
import type { ListPriceBasis } from "@/lib/shop/catalog/list-price";

/** The words of the shared components themselves; all others are props. Those that come to life on the phone: script-text.ts. */
export const componentsText = inBothLanguages(
  {
    back: "返回",
    demo: "演示模式",
    demoMeaning: "：支付由模拟器完成，不会真的扣款",
    tabs: "主导航",
    tabNames: { home: "首页", categories: "分类", cart: "购物车", me: "我的" },
    search: "搜索",
    searchFor: "搜索商品",
    /** The language that one would change to, in that one. */
    other: { name: "English", label: "English: view this shop in English" },
  },
  {
    back: "Back",
    demo: "Demo",
    demoMeaning: ": a simulator stands in for Alipay, and no money is taken",
    tabs: "Main navigation",
    tabNames: { home: "Home", categories: "Categories", cart: "Cart", me: "Me" },
    search: "Search",
    searchFor: "Search products",
    other: { name: "中文", label: "中文：用中文浏览本店" },
  },
);

/** `before` and `after` the lowest of several prices; what stands before one that is struck through. */
export const priceWords = inBothLanguages(
  {
    before: "",
    after: "起",
    listPrice: { reference: "划线价", suggested: "建议零售价", former: "原价" } satisfies Record<ListPriceBasis, string>,
  },
  { before: "from", after: "", listPrice: { reference: "List price", suggested: "Suggested price", former: "Was" } },
);
export const stockWords = inBothLanguages(
  { soldOut: "已售罄", fewLeft: "仅剩 {count} 件" },
  { soldOut: "Sold out", fewLeft: "Only {count} left" },
);
export type StockWords = typeof stockWords;
