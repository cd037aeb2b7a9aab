import { inBothLanguages } from "@/lib/language/words";

/** What a shopper reads of an order that its owner has changed before it was paid. */
export const changeText = inBothLanguages(
  {
    title: "商家修改了订单",
    wanted: "商家正在修改订单",
    overtaken: "商家的修改没有生效",
    arrow: (from: string, to: string) => `${from} → ${to}`,
    line: (title: string, quantity: number) => `${title} ×${quantity}`,
    freight: "运费",
    free: "包邮",
    due: "应付",
    and: "，",
    moved: "收货信息也改了，见下方",
    reason: "商家说明：",
    at: "修改时间",
    agree: "付款就是同意新的金额。不同意可以取消订单，或联系商家。",
    waiting: (clock: string) =>
      `正在向支付宝关闭原来的付款，最迟 ${clock} 有结果，届时按页面显示的金额支付。如果您已经按原金额付款，订单按原金额成交，请勿重复支付。`,
    paidBefore: "您先按原金额付了款，订单按原金额成交。差额请联系商家。",
    adjusted: "商家改价",
    paidForLine: (sum: string) => `小计 ${sum}`,
    notYet: "商家正在修改订单，暂时不能付款，请稍候刷新",
    sumChanged: (from: string | null, to: string) =>
      `商家改过金额，现在应付 ${to}${from === null ? "" : `（刚才显示 ${from}）`}，请看清后再付款`,
    addressChanged: "商家改过收货信息，请打开订单核对后再付款",
    orderChanged: "商家修改过这个订单，您刚才填写的内容没有改动它。请看清现在的金额和收货信息，再付款或取消。",
  },
  {
    title: "The shop changed this order",
    wanted: "The shop is changing this order",
    overtaken: "The shop’s change did not take effect",
    arrow: (from, to) => `${from} → ${to}`,
    line: (title, quantity) => `${title} ×${quantity}`,
    freight: "Shipping",
    free: "Free",
    due: "Total due",
    and: ", ",
    moved: "The shipping details have changed too, see below",
    reason: "From the shop: ",
    at: "Changed",
    agree: "By paying you agree to the new total. If you don’t, you can cancel the order or contact the shop.",
    waiting: (clock) =>
      `The earlier payment is being closed at Alipay. This is settled by ${clock} (China time) at the latest; then this page shows the total to pay. If you have already paid the old total, the order stands at that; please don’t pay again.`,
    paidBefore: "You had already paid the old total, so the order stands at that. Please contact the shop about the difference.",
    adjusted: "Changed by the shop",
    paidForLine: (sum) => `Subtotal ${sum}`,
    notYet: "The shop is changing this order. Payment is not possible just now; please reload in a moment",
    sumChanged: (from, to) =>
      `The shop has changed the total: ${to} is due now${from === null ? "" : ` (it said ${from})`}. Please check before you pay`,
    addressChanged: "The shop has changed the shipping details. Please open the order and check them before you pay",
    orderChanged:
      "The shop has changed this order, so what you just filled in did not change it. Please check the total and the shipping details, then pay or cancel.",
  },
);
