import type { WordLanguage } from "../contact/contact";
import type { WordEvent } from "../outbox/word-event";

/** What buyers read in mails. */
type Words = {
  shop: string;
  hello: string;
  /** With the order's number, and a sum where there is one. */
  subject: Record<WordEvent, (no: string, sum: string) => string>;
  paid: (no: string, sum: string) => string;
  shipped: (no: string) => string;
  courier: (name: string) => string;
  trackingNo: (no: string) => string;
  inParcel: string;
  refunded: (no: string, sum: string) => string;
  goods: string;
  more: (count: number) => string;
  see: string;
  keepLink: string;
  automatic: string;
};

const chinese: Words = {
  shop: "小铺",
  hello: "您好！",
  subject: {
    paid: (no, sum) => `订单 ${no} 已付款 ${sum}`,
    shipped: (no) => `订单 ${no} 已发货`,
    refunded: (no, sum) => `订单 ${no} 已退款 ${sum}`,
  },
  paid: (no, sum) => `订单 ${no} 已付款 ${sum}，正在等待发货。`,
  shipped: (no) => `订单 ${no} 有包裹发出了。`,
  courier: (name) => `快递：${name}`,
  trackingNo: (no) => `运单号：${no}`,
  inParcel: "包裹里有：",
  refunded: (no, sum) => `订单 ${no} 的退款 ${sum} 已原路退回。到账时间以支付宝或您的银行为准。`,
  goods: "商品：",
  more: (count) => `等，共 ${count} 件`,
  see: "查看订单：",
  keepLink: "有这个链接就能打开订单，请不要转给别人。",
  automatic: "您下单时留下了这个邮箱，所以收到这封自动发出的邮件。不想再收到这个订单的通知，可以在订单页面取消。",
};

const english: Words = {
  shop: "Xiaopu",
  hello: "Hello,",
  subject: {
    paid: (no, sum) => `Order ${no}: ${sum} paid`,
    shipped: (no) => `Order ${no}: shipped`,
    refunded: (no, sum) => `Order ${no}: ${sum} refunded`,
  },
  paid: (no, sum) => `Your payment of ${sum} for order ${no} has arrived. It is now waiting to be shipped.`,
  shipped: (no) => `A parcel of order ${no} is on its way.`,
  courier: (name) => `Courier: ${name}`,
  trackingNo: (no) => `Tracking number: ${no}`,
  inParcel: "In this parcel:",
  refunded: (no, sum) => `A refund of ${sum} for order ${no} has gone back the way you paid. When you see it is up to Alipay or your bank.`,
  goods: "Items:",
  more: (count) => `and more, ${count} pieces in all`,
  see: "See your order:",
  keepLink: "Whoever has this link can open the order, so please keep it to yourself.",
  automatic:
    "You left this address when you ordered, so this message was sent automatically. If you want no more about this order, say so on its page.",
};

export const wordText: Record<WordLanguage, Words> = { "zh-CN": chinese, en: english };
