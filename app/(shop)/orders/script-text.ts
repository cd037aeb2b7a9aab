/** The words of the order pages that come to the phone as scripts: apart, so that no others come with them. */
export const askWords = {
  ask: "申请退款",
  askHint: (sum: string) => `可退 ${sum}。商家同意后，款项原路退回您的支付宝账户。`,
  reason: "退款原因",
  reasonHint: "例如：拍错了、不想要了、商品有破损",
  send: "提交申请",
  sending: "正在提交…",
};
export const withdrawWords = {
  open: "撤回申请",
  back: "先不撤回",
  question: "确定撤回退款申请吗？",
  consequence: "撤回后订单照常进行，需要时可以再次申请退款。",
  button: "确认撤回",
  going: "正在撤回…",
};
export const payWords = {
  button: "立即付款",
  going: "正在前往支付宝…",
};
export const againWords = {
  button: "再次购买",
  going: "正在打开…",
};
export const extendWords = { button: "延长收货 3 天", going: "正在提交…" };
export const moreWords = {
  more: "加载更多",
  loading: "加载中…",
  moreFailed: "没有加载成功，请重试",
  end: "没有更多了",
};
export const lookupWords = {
  no: "订单编号",
  noHint: "下单后显示在订单页上的一串数字",
  phone: "收货手机号",
  button: "查询订单",
  going: "正在查询…",
};
