import { toFreeInWords } from "@/app/(shop)/freight-text";
import type { RefusalOf, Words } from "@/lib/server/result";
import type { setQuantity } from "@/lib/shop/cart/change-cart";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { shortFen } from "@/lib/shop/money";

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
  freight: (fen: number, isExact: boolean) => (isExact ? `运费 ${shortFen(fen)}` : `运费一般 ${shortFen(fen)}，按收货地区计算`),
  noFreight: "已包邮",
  maybeNoFreight: "已满包邮金额，结算时按收货地区确认",
  toFree: toFreeInWords,
  notSent: (titles: readonly string[], province: string) =>
    `${titles.map((title) => `“${title}”`).join("、")}不发往上次的收货地区${shortProvince(province)}`,
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
