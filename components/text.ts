/** The words that the shared pieces bring themselves; all others come in as props. */
export const componentsText = {
  back: "返回",
  close: "关闭",
  demo: "演示模式",
  demoMeaning: "支付由模拟器完成，不会真的扣款",
  tabs: "主导航",
  inCart: (count: number) => `，${count} 件商品`,
  from: "起",
  listPrice: (price: string) => `划线价 ${price}`,
  soldOut: "已售罄",
  fewer: (name: string) => `减少${name}`,
  more: (name: string) => `增加${name}`,
  previousPage: "上一页",
  nextPage: "下一页",
  pages: "翻页",
  search: "搜索",
  searchFor: "搜索商品",
};
