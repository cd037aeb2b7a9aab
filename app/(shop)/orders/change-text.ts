/** What a shopper reads of an order that its owner has changed before it was paid. */
export const changeText = {
  title: "商家修改了订单",
  wanted: "商家正在修改订单",
  overtaken: "商家的修改没有生效",
  arrow: (from: string, to: string) => `${from} → ${to}`,
  goods: "商品",
  line: (title: string, quantity: number) => `${title} ×${quantity}`,
  freight: "运费",
  free: "包邮",
  due: "应付",
  moved: "收货信息也改了，见下方",
  reason: "商家说明",
  at: "修改时间",
  agree: "付款就是同意新的金额。不同意可以取消订单，或联系商家。",
  waiting: (clock: string) =>
    `正在向支付宝关闭原来的付款，关闭后就能按新金额支付，最迟到 ${clock}。如果您已经按原金额付款，订单按原金额成交，请勿重复支付。`,
  paidBefore: "您先按原金额付了款，订单按原金额成交。差额请联系商家。",
  adjusted: "商家改价",
  paidForLine: (sum: string) => `小计 ${sum}`,
  notYet: "商家正在修改订单，暂时不能付款，请稍候刷新",
  sumChanged: (from: string | null, to: string) =>
    `商家改过金额，现在应付 ${to}${from === null ? "" : `（刚才显示 ${from}）`}，请看清后再付款`,
  orderChanged: "商家修改过这个订单，您刚才填写的内容没有改动它。请看清现在的金额和收货信息，再付款或取消。",
};
