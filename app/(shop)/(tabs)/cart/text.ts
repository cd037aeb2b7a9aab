import type { RefusalOf, Words } from "@/lib/server/result";
import type { setQuantity } from "@/lib/shop/cart/change-cart";

/** The words of the cart. */
export const cartText = {
  title: "购物车",
  loading: "正在加载购物车",
  empty: "购物车还是空的",
  emptyHint: "挑几样喜欢的放进来吧",
  browse: "去逛逛",
  selectAll: "全选",
  select: (title: string) => `选择${title}`,
  remove: (title: string) => `删除${title}`,
  quantityOf: (title: string) => `${title}的数量`,
  fewer: "减少一件",
  more: "增加一件",
  setQuantity: "更新数量",
  total: "合计",
  checkout: (count: number) => (count > 0 ? `去结算(${count})` : "去结算"),
  pricesChanged: (count: number) => `${count} 件商品的价格有变动`,
  acknowledge: "知道了",
  formerPrice: (price: string) => `加购时 ${price}`,
  isDearer: "已涨价",
  isCheaper: "已降价",
  onlyLeft: (left: number, wanted: number) => `只剩 ${left} 件（原选 ${wanted} 件）`,
  limit: (most: number) => `限购 ${most} 件`,
  clamped: (count: number) => `最多只能买 ${count} 件，已为您调整`,
  refusals: {
    gone: "这件商品已不在购物车里",
    sold_out: "这件商品已经不能购买了",
  } satisfies Words<RefusalOf<typeof setQuantity>>,
  removed: "已删除",
  unavailable: "暂时无法购买",
  soldOut: "已售罄",
  offSale: "已下架",
  stale: "购物车有变化，请刷新后再试",
  nothingSelected: "请先选择要结算的商品",
};
