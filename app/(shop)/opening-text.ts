import { inBothLanguages } from "@/lib/language/words";

/** What shoppers read of a shop that does not sell now, and its owner of one that nobody else can see. */
export const openingText = inBothLanguages(
  {
    soon: "即将开业",
    soonHint: "我们正在准备商品，过几天再来看看。",
    paused: "暂停营业",
    why: "：",
    pausedHint: "现在不能下单。已经下的订单照常付款、发货和退款。",
    ownerOnly: "还没有开业，只有您能看到店铺",
    continueOpening: "继续开店",
  },
  {
    soon: "Opening soon",
    soonHint: "We are getting things ready. Please come back in a few days.",
    paused: "Taking a break",
    why: ": ",
    pausedHint: "No orders can be placed right now. Orders already placed are paid, shipped and refunded as usual.",
    ownerOnly: "Not open yet: only you can see the shop",
    continueOpening: "Go on opening it",
  },
);
