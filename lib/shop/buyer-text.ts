/** What buyers read in Alipay's own app and on its pages. It is part of messages to Alipay, so it is written before anybody's language is known. */
export const buyerText = {
  refundReason: {
    late_payment_no_stock: "订单关闭后付款且商品已售完，自动退款",
    late_payment_over_limit: "订单关闭后付款且已超出每人限购数量或优惠码次数，自动退款",
    old_price: "按商家改价前的金额付款，自动退款",
    second_trade: "同一订单重复付款，自动退款",
    /** Of a refund that was made in Alipay's own console. */
    console: "在支付宝商家中心退款",
  },
};
