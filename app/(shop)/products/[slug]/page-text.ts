import { lastDayInWords } from "@/app/last-day";
import { counted } from "@/lib/language/counted";
import { inBothLanguages } from "@/lib/language/words";
import type { RefusalOf, Words } from "@/lib/server/result";
import type { addToCart } from "@/lib/shop/cart/change-cart";
import type { ListPriceBasis } from "@/lib/shop/catalog/list-price";
import { type BuyLimits, MAX_LINES } from "@/lib/shop/catalog/product";
import type { FreightSummary } from "@/lib/shop/freight/summarise-freight";
import { shortFen } from "@/lib/shop/money";

/** The words of the product page itself, and what its actions answer. */
export const productPageText = inBothLanguages(
  {
    chosenRow: "已选",
    choose: "选择规格和数量",
    addToCart: "加入购物车",
    buyNow: "立即购买",
    soldOut: "已售罄",
    seeOthers: "看看别的",
    cart: "购物车",
    pictures: "商品图片",
    picture: (title: string, place: number, count: number) => `${title}，第 ${place} 张，共 ${count} 张`,
    missing: "商品不存在",
    offSale: "商品已下架",
    offSaleHint: "这件商品不再出售，看看同类的别的商品吧。",
    others: (category: string) => `${category}里还有`,
    noOthers: "这一类暂时没有别的商品",
    allOf: (category: string) => `全部${category}`,
    listPriceMeans: {
      reference: "划线价是商家给出的参考价，不是原价，不作为优惠的依据",
      suggested: "建议零售价是商品公开的零售指导价，不是本店卖过的价格",
      former: "原价是降价前七天里，本店卖过和标过的最低价；七天里没有卖出的，再往前最后一次卖出的价也计入",
    } satisfies Record<ListPriceBasis, string>,
    promises: "运费、发货、退换与店家",
    freight: "运费",
    discount: "优惠",
    reduction: (tiers: string, isForAll: boolean, endsAt: Date) => `${isForAll ? "" : "活动商品"}${tiers}（${lastDayInWords(endsAt)}）`,
    freightWords: {
      free: "包邮",
      freeToSome: "包邮，部分地区另收运费",
      fee: (fen: number, hasMore: boolean) => `${shortFen(fen)}${hasMore ? " 起" : ""}`,
      freeFrom: ({ fromFen, isEverywhere, isAlike }: NonNullable<FreightSummary["free"]>) =>
        `${isAlike ? "同类商品" : ""}满 ${shortFen(fromFen)} 包邮${isEverywhere ? "" : "（部分地区除外）"}`,
      notTo: (names: readonly string[]) => `不发${names.join("、")}`,
      overseas: ["港澳台"],
    },
    dispatch: "发货",
    returns: "退换",
    shop: "店家",
    poster: "海报",
    detail: (title: string, number: number) => `${title}，详情图 ${number}`,
    sold: (pieces: number) => `已售 ${pieces} 件`,
    description: "商品详情",
    limit: ({ perOrder, perBuyer }: BuyLimits, bought: number) =>
      [
        perOrder !== null && `每单限购 ${perOrder} 件`,
        perBuyer !== null && `每人限购 ${perBuyer} 件${bought > 0 ? `（您已下单 ${bought} 件）` : ""}`,
      ]
        .filter(Boolean)
        .join("，"),
    noSuch: "没有这样的搭配，请换一个",
    notChosen: "请选好每一项规格",
    added: "已加入购物车",
    addedFewer: (count: number) => `数量有限，购物车里现有 ${count} 件`,
    tooMany: (count: number) => `最多能买 ${count} 件`,
    refusals: {
      off_sale: "商品已下架",
      sold_out: "已售罄，看看别的吧",
      no_more: ({ held }) => `购物车里已有 ${held} 件，不能再多了`,
      nobody: "当前网络访问太频繁，请稍后再试，或换一个网络",
      cart_full: `购物车最多放 ${MAX_LINES} 种商品，请先清理一下`,
    } satisfies Words<RefusalOf<typeof addToCart>>,
  },
  {
    chosenRow: "Chosen",
    choose: "Choose options and quantity",
    addToCart: "Add to cart",
    buyNow: "Buy now",
    soldOut: "Sold out",
    seeOthers: "See other products",
    cart: "Cart",
    pictures: "Pictures of the product",
    picture: (title, place, count) => `${title}, picture ${place} of ${count}`,
    missing: "No such product",
    offSale: "No longer sold",
    offSaleHint: "This product is no longer sold. Have a look at similar ones.",
    others: (category) => `More in ${category}`,
    noOthers: "Nothing else in this category right now",
    allOf: (category) => `All of ${category}`,
    listPriceMeans: {
      reference:
        "The struck-out price is a reference price given by the shop. It is not a former price, and no discount is counted from it",
      suggested: "The suggested price is the publicly recommended retail price. It is not what this shop has charged",
      former:
        "The struck-out price is the lowest that this shop charged or asked in the seven days before the price was cut; where nothing was sold in them, the last sale before counts too",
    },
    promises: "Shipping, returns and the shop",
    freight: "Shipping",
    discount: "Offer",
    reduction: (tiers, isForAll, endsAt) => `${tiers}${isForAll ? "" : " on selected goods"} (${lastDayInWords(endsAt)})`,
    freightWords: {
      free: "Free",
      freeToSome: "Free, except to some areas",
      fee: (fen, hasMore) => `${hasMore ? "from " : ""}${shortFen(fen)}`,
      freeFrom: ({ fromFen, isEverywhere, isAlike }) =>
        `free from ${shortFen(fromFen)}${isAlike ? " of similar goods" : ""}${isEverywhere ? "" : " (except to some areas)"}`,
      notTo: (names) => `not to ${names.join(", ")}`,
      overseas: ["Hong Kong", "Macao", "Taiwan"],
    },
    dispatch: "Dispatch",
    returns: "Returns",
    shop: "Shop",
    poster: "Poster",
    detail: (title, number) => `${title}, detail ${number}`,
    sold: (pieces) => `${pieces} sold`,
    description: "Description",
    limit: ({ perOrder, perBuyer }, bought) =>
      [
        perOrder !== null && `Limit ${perOrder} per order`,
        perBuyer !== null && `Limit ${perBuyer} per person${bought > 0 ? ` (you have ordered ${bought})` : ""}`,
      ]
        .filter(Boolean)
        .join("; "),
    noSuch: "This combination does not exist. Please choose another",
    notChosen: "Please choose every option",
    added: "Added to cart",
    addedFewer: (count) => `That is the most you can buy: your cart now has ${count}`,
    tooMany: (count) => `You can buy ${count} at most`,
    refusals: {
      off_sale: "No longer sold",
      sold_out: "Sold out. Have a look at other products",
      no_more: ({ held }) => `Your cart already has ${held}, and there can be no more`,
      nobody: "Too many requests from your network. Please try again later, or on another network",
      cart_full: `A cart can hold ${counted(MAX_LINES, "product")}. Please take something out first`,
    },
  },
);
