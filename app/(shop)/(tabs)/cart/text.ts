import { freightText } from "@/app/(shop)/freight-text";
import { discountText } from "@/app/discount-text";
import { forScripts, inBothLanguages } from "@/lib/language/words";
import type { RefusalOf, Words } from "@/lib/server/result";
import type { setQuantity } from "@/lib/shop/cart/change-cart";

/** The words of the cart but for those that it is worked with. */
export const cartText = inBothLanguages(
  {
    title: "购物车",
    loading: "正在加载购物车",
    empty: "购物车还是空的",
    emptyHint: "挑几样喜欢的放进来吧",
    browse: "去逛逛",
    clamped: (count: number) => `最多只能买 ${count} 件，已为您调整`,
    refusals: {
      gone: "这件商品已不在购物车里",
      sold_out: "这件商品已经不能购买了",
    } satisfies Words<RefusalOf<typeof setQuantity>>,
    removed: "已删除",
    stale: "购物车有变化，请刷新后再试",
    nothingSelected: "请先选择要结算的商品",
  },
  {
    title: "Cart",
    loading: "Loading your cart",
    empty: "Your cart is empty",
    emptyHint: "Pick a few things you like",
    browse: "Start shopping",
    clamped: (count) => `You can buy ${count} at most, so we changed the quantity`,
    refusals: {
      gone: "This item is no longer in your cart",
      sold_out: "This item can no longer be bought",
    },
    removed: "Removed",
    stale: "Your cart has changed. Please reload the page and try again",
    nothingSelected: "Please select what you want to buy first",
  },
);

/** What the phone works the cart with, whose numbers change before the server has answered. */
const worked = inBothLanguages(
  {
    selectAll: "全选",
    select: "选择{title}",
    remove: "删除{title}",
    quantityOf: "{title}的数量",
    fewer: "减少一件",
    more: "增加一件",
    setQuantity: "更新数量",
    total: "合计",
    checkout: "去结算",
    checkoutOf: "去结算({count})",
    pricesChanged: "{count} 件商品的价格有变动",
    acknowledge: "知道了",
    freight: "运费 {fee}",
    freightAbout: "运费一般 {fee}，按收货地区计算",
    noFreight: "已包邮",
    maybeNoFreight: "已满包邮金额，结算时按收货地区确认",
    and: "、",
    notSent: "{titles}不发往上次的收货地区{province}",
    formerPrice: "加购时 {price}",
    isDearer: "已涨价",
    isCheaper: "已降价",
    onlyLeft: "只剩 {left} 件（原选 {wanted} 件）",
    limit: "限购 {most} 件",
    unavailable: "暂时无法购买",
    soldOut: "已售罄",
    offSale: "已下架",
  },
  {
    selectAll: "All",
    select: "Select {title}",
    remove: "Remove {title}",
    quantityOf: "Quantity of {title}",
    fewer: "One less",
    more: "One more",
    setQuantity: "Update quantity",
    total: "Total",
    checkout: "Check out",
    checkoutOf: "Check out ({count})",
    pricesChanged: "The price of {count} item has changed|The prices of {count} items have changed",
    acknowledge: "OK",
    freight: "Shipping {fee}",
    freightAbout: "Shipping usually {fee}, depending on your area",
    noFreight: "Free shipping",
    maybeNoFreight: "Enough for free shipping; confirmed for your area at checkout",
    and: ", ",
    notSent: "{titles} can’t be shipped to {province}, where your last order went",
    formerPrice: "{price} when added",
    isDearer: "Price up",
    isCheaper: "Price down",
    onlyLeft: "Only {left} left (you chose {wanted})",
    limit: "Limit {most}",
    unavailable: "Not available right now",
    soldOut: "Sold out",
    offSale: "No longer sold",
  },
);

/** The same with what it shares with other pages: for the props of the cart. */
export function cartWords() {
  return forScripts({ ...worked, toFree: freightText, discount: discountText });
}
export type CartWords = ReturnType<typeof cartWords>;
