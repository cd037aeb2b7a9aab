import type { RefusalOf, Words } from "@/lib/server/result";
import { formatFen } from "@/lib/shop/money";
import type { closeWithoutAnswer } from "@/lib/shop/payments/close-without-answer";
import type { settleByProof } from "@/lib/shop/payments/settle-by-proof";

/** What the owner may decide about an order that Alipay does not answer for. */
export const unansweredText = {
  title: "支付宝一直没有答复",
  what: "系统一直在询问这笔交易，但已有两个多小时没有得到有用的答复，所以既没有入账，也没有关单。请先在支付宝商家中心按商户单号查看，再由您决定。两种做法都会先再问一次支付宝，以它的答复为准。",
  prove: "按已收款处理",
  proveHint: "只在商家中心能看到这笔钱已到账时用。订单会变成待发货；支付宝以后的说法如与此不符，会记为异常。",
  tradeNo: "支付宝交易号",
  tradeNoHint: "商家中心里这笔交易的交易号，一串数字",
  needTradeNo: "支付宝交易号为 16–64 位数字",
  amount: "实收金额（元）",
  amountHint: (due: string) => `这次付款应收 ${due}；请照商家中心显示的实收金额填写`,
  needAmount: "请填写金额，最多两位小数",
  note: "凭证说明",
  noteHint: "例如：商家中心交易明细可见，付款时间 10:32",
  confirmProve: "确认已收款",
  proven: { owner: "已按已收款处理，订单待发货", gateway: "支付宝刚刚答复已付款，订单待发货" },
  close: "不等答复，关闭订单",
  closeHint: "库存马上释放。之后系统还会继续询问一段时间：迟到的钱，有货就恢复订单，没货就自动退款。",
  reason: "关闭原因",
  reasonHint: "例如：商家中心查不到这笔交易",
  confirmClose: "确认关闭",
  closed: "订单已关闭，库存已释放",
  needNote: "请写明依据（4–200 个字）",
  notProven: {
    not_open: "这个订单已不在待付款状态，请刷新后再看",
    not_unanswered: "支付宝还在正常答复这笔交易，暂不能按凭证入账",
    not_paid: "支付宝刚刚答复：这笔交易没有付款。请刷新后再看",
    trade_booked: "这个交易号已经入过账，不能再用一次",
    wrong_sum: ({ expectedFen }) => `这次付款应收 ${formatFen(expectedFen)}，金额不符的不能按已收款处理`,
    other_trade: ({ tradeNo }) => `支付宝说这笔交易的交易号是 ${tradeNo}，与填写的不符`,
  } satisfies Words<RefusalOf<typeof settleByProof>>,
  notClosed: {
    not_open: "这个订单已不在待付款状态，请刷新后再看",
    not_unanswered: "支付宝已有答复，请刷新后再看；需要时用“关闭订单”",
    paid: "支付宝刚刚答复已付款，不能关闭",
  } satisfies Words<RefusalOf<typeof closeWithoutAnswer>>,
};
