/** The words of the shared components themselves; all others are props. Those of the pages that most shoppers open: script-text.ts. */
export const componentsText = {
  back: "返回",
  demo: "演示模式",
  demoMeaning: "支付由模拟器完成，不会真的扣款",
  tabs: "主导航",
  tabNames: { home: "首页", categories: "分类", cart: "购物车", me: "我的" },
  search: "搜索",
  searchFor: "搜索商品",
};

export const copyWords = { button: "复制", done: "已复制", failed: "请长按文字复制" };
export const priceWords = { from: "起", listPrice: (price: string) => `划线价 ${price}` };
export const stockWords = { soldOut: "已售罄", fewLeft: (count: number) => `仅剩 ${count} 件` };
export const stepWords = { fewer: (name: string) => `减少${name}`, more: (name: string) => `增加${name}` };
export const staleWord = "网络不太好，显示的可能不是最新，正在重试";
