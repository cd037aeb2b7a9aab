import { inBothLanguages } from "@/lib/language/words";

/** The words of the parts of the order pages that come to life on the phone, which gets them as props. */
export const askWords = inBothLanguages(
  {
    ask: "申请退款",
    askHint: "最多可退 {sum}。商家同意后，款项原路退回您的支付宝账户。",
    sum: "申请金额（元）",
    kind: "原因类型",
    reason: "退款原因",
    reasonHint: "说明情况，例如：哪件商品、什么问题",
    thenPictures: "提交后可以上传图片凭证。",
    send: "提交申请",
    sending: "正在提交…",
  },
  {
    ask: "Request a refund",
    askHint: "Up to {sum}. Once the shop agrees, the money goes back to your Alipay account.",
    sum: "Amount (¥)",
    kind: "Reason",
    reason: "What happened",
    reasonHint: "For example: which item, and what is wrong with it",
    thenPictures: "You can add pictures after you have sent this.",
    send: "Send request",
    sending: "Sending…",
  },
);
export type AskWords = typeof askWords;

export const withdrawWords = inBothLanguages(
  {
    open: "撤回申请",
    back: "先不撤回",
    question: "确定撤回退款申请吗？",
    consequence: "撤回后订单照常进行，需要时可以再次申请退款。",
    button: "确认撤回",
    going: "正在撤回…",
  },
  {
    open: "Take back request",
    back: "Keep it",
    question: "Take back your refund request?",
    consequence: "The order then goes on as usual. You can ask for a refund again if you need to.",
    button: "Take it back",
    going: "Taking it back…",
  },
);

export const payWords = inBothLanguages(
  { button: "立即付款", going: "正在前往支付宝…" },
  { button: "Pay with Alipay", going: "Opening Alipay…" },
);
export type PayWords = typeof payWords;

export const againWords = inBothLanguages({ button: "再次购买", going: "正在打开…" }, { button: "Buy again", going: "Opening…" });
export type AgainWords = typeof againWords;

export const extendWords = inBothLanguages(
  { button: "延长收货 3 天", going: "正在提交…" },
  { button: "Give me 3 more days", going: "Sending…" },
);
export type ExtendWords = typeof extendWords;

export const moreWords = inBothLanguages(
  { more: "加载更多", loading: "加载中…", moreFailed: "没有加载成功，请重试", end: "没有更多了" },
  { more: "Load more", loading: "Loading…", moreFailed: "That did not load. Please try again", end: "That’s everything" },
);
export type MoreWords = typeof moreWords;

export const lookupWords = inBothLanguages(
  {
    no: "订单编号",
    noHint: "下单后显示在订单页上的一串数字",
    phone: "收货手机号",
    button: "查询订单",
    going: "正在查询…",
  },
  {
    no: "Order number",
    noHint: "The long number on the page of your order",
    phone: "Recipient’s mobile number",
    button: "Find order",
    going: "Looking…",
  },
);
export type LookupWords = typeof lookupWords;
