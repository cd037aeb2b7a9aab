/** What shoppers read of a shop that does not sell now, and its owner of one that nobody else can see. */
export const openingText = {
  soon: "即将开业",
  soonHint: "我们正在准备商品，过几天再来看看。",
  paused: "暂停营业",
  pausedHint: "现在不能下单。已经下的订单照常付款、发货和退款。",
  ownerOnly: "还没有开业，只有您能看到店铺",
  continueOpening: "继续开店",
};
