/** What a gateway is asked for, where a test cares only that it is asked. */
export const PAYMENT = {
  ...{ outTradeNo: "1", amountFen: 1, subject: "订单", expiresInMinutes: 30 },
  ...{ returnUrl: "https://shop.example/r", notifyUrl: "https://shop.example/n", quitUrl: "https://shop.example/q" },
};
export const REFUND = {
  ...{ outTradeNo: "1", tradeNo: "2", outRequestNo: "RF1", amountFen: 1, totalFen: 1, reason: "少发" },
  ...{ notifyUrl: "https://shop.example/n", requestedAt: new Date(0) },
};
