import type { RefusalOf, Words } from "@/lib/server/result";
import { formatFen } from "@/lib/shop/money";
import type { RefundStatus } from "@/lib/shop/orders/order";
import type { acceptRequest } from "@/lib/shop/refunds/requested/accept-request";
import type { confirmRefundDone } from "@/lib/shop/refunds/requested/confirm-refund-done";
import type { endRefundAsNotDone } from "@/lib/shop/refunds/requested/end-refund-as-not-done";
import type { giveUpRefund } from "@/lib/shop/refunds/requested/give-up-refund";
import type { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import type { retryRefund } from "@/lib/shop/refunds/requested/retry-refund";

const tooMuch = "退款金额必须大于 0，且不能超过还可以退的金额，请刷新后再看";

/** A form that has been used up: what it made, and that it can be sent as a new one. */
export const keyReused = ({ refundNo, amountFen }: { refundNo: string; amountFen: number }) =>
  `这张表单已经提交过，退款单号 ${refundNo}，金额 ${formatFen(amountFen)}，这次没有再退。请先看退款记录；确实要另退一笔，请再点一次。`;

const notUnderWay = "这笔退款已经了结，请刷新后再看";
const tooEarly = "这笔退款还不到一天，系统会继续核对；一天后仍没有结果才能手动了结";
const noAnswer = "支付宝暂时没有可信的答复，请稍后再试";

/** Every word of an order's refunds. */
export const refundText = {
  title: "退款",
  pieces: {
    title: "按件数算退款金额",
    hint: "订单用过优惠：每件按实际付的钱退。分几次退时填上以前退过的件数，加起来正好是整行实付。这里只计算，不会退款。",
    paid: (pieces: number, sum: string) => `${pieces} 件，实付 ${sum}`,
    now: "这次退几件",
    before: "以前退过几件",
    count: "计算",
    sum: (sum: string) => `实付 ${sum}，已填到下面的退款金额里`,
  },
  status: {
    REQUESTED: "买家申请",
    PENDING: "退款中",
    DONE: "已退款",
    FAILED: "退款未成功",
    DECLINED: "已拒绝",
    WITHDRAWN: "买家已撤回",
  } satisfies Record<RefundStatus, string>,
  by: { buyer: "买家申请", owner: "店主发起", worker: "系统自动", alipay: "支付宝商家中心" } as Record<string, string>,
  pictures: "买家的图片",
  picture: (nth: number) => `买家的图片 ${nth}`,
  ownersTurn: "有退款还没有了结，由店主处理；处理完以前先不要发货。",
  no: "退款单号",
  reason: "原因",
  from: "发起",
  owner: "操作人",
  answeredBy: "处理人",
  note: "说明",
  createdAt: "提交",
  endedAt: "结束",
  card: "银行卡",
  cards: { done: "已到账", failed: "未收款，已退到买家的支付宝余额" } as Record<string, string>,
  cardAt: "银行答复于",
  next: "下次核对",
  answer: "支付宝答复",
  answers: {
    sent: "已发出，等待答复",
    accepted: "已受理",
    owner_must_confirm: "等您在支付宝页面确认",
    refunded: "已退款",
    WITHDRAWN: "已撤回",
    CONTRACT_GONE: "收这笔钱的支付宝合约没有配置，没有发出",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH": "商家支付宝余额不足",
    SELLER_BALANCE_NOT_ENOUGH: "商家支付宝余额不足",
    "ACQ.TRADE_HAS_FINISHED": "交易已过可退款期限",
    TRADE_HAS_FINISHED: "交易已过可退款期限",
  } as Record<string, string>,
  unknown: "没有得到可信的答复，系统会继续核对",
  inDoubt: (code: string) => `最近一次被拒绝（${code}），但更早的一次可能还在处理；系统会继续核对并重发同一笔`,
  advice: {
    never: "这笔不会再自动重试。排除原因后可以重新发起一笔退款，或与买家商量其他方式。",
    same_again_later: "钱没有动。排除原因（多为余额不足或签约、密钥问题）后，点“重试”会用同一退款单号再退一次。",
    check_trade: "已向支付宝核对，这笔没有退。请核对交易状态和可退金额后再发起。",
    withdrawn: "已撤回，钱没有动。",
    ended: "已由店主核对：支付宝没有退这笔。需要退款时请重新发起。",
  } as Record<string, string>,
  gone: "这笔没有退成，之后的其他退款已经把钱退回；剩下可退的不够这笔金额，不能再重试。",
  confirm: "去支付宝确认退款",
  confirmHint: "在支付宝页面输入支付密码后退款才会开始；完成后回到本页查看结果。",
  confirmTooLate: "这个页面是之前生成的，支付宝只受理当天的申请，多半已经打不开。请先点“撤回”，再重新发起退款。",
  end: "了结这笔退款",
  endHint: "超过一天仍没有结果。请到支付宝商家中心按退款单号核对，再把看到的结果记下来；提交时系统会再问一次支付宝，与答复相反的不会照办。",
  seen: "核对结果",
  seenOptions: [
    { value: "done", label: "已在支付宝核对：已退" },
    { value: "not_done", label: "已在支付宝核对：没有退" },
  ],
  needSeen: "请选择核对结果",
  proof: "核对说明",
  proofHint: "例如：商家中心 11 月 25 日查询，没有这笔退款",
  needProof: "请写明核对的依据（4–200 个字）",
  endSubmit: "确认了结",
  confirmedDone: "已记为退款成功",
  endedAsNotDone: "已记为没有退，这笔钱可以重新发起退款",
  notConfirmed: {
    not_under_way: notUnderWay,
    too_early: tooEarly,
    contradicted: "支付宝的答复是这笔钱没有退，不能记为已退。请再核对一次",
    unknown: noAnswer,
  } satisfies Words<RefusalOf<typeof confirmRefundDone>>,
  notEnded: {
    not_under_way: notUnderWay,
    too_early: tooEarly,
    done: "支付宝说这笔退款已经完成，已记为退款成功",
    unknown: noAnswer,
  } satisfies Words<RefusalOf<typeof endRefundAsNotDone>>,
  giveUp: "撤回",
  givenUp: "已撤回",
  retry: "重试",
  start: "发起退款",
  held: "暂存款项",
  settled: "订单款项",
  amount: (left: string) => `退款金额（元，最多 ${left}）`,
  goodsAmount: (most: string) => `退款金额（元，不含运费，最多 ${most}）`,
  splitHint: "商品的金额已填好，可以改小；运费要不要退，在下面勾选",
  withFreight: (fen: string) => `连运费 ${fen} 一起退`,
  freightPart: "其中运费",
  amountHint: "全额已填好，部分退款请改成要退的金额",
  acceptHint: "买家申请的金额，也可以改小，只退一部分",
  needAmount: "请填写大于 0 的金额，最多两位小数，例如 19.80",
  reasonField: "退款原因",
  reasonHint: "买家会看到",
  needReason: "请写明原因（2–100 个字）",
  submit: "确认退款",
  hint: "原路退回买家的支付宝账户，不能撤销。未发货的订单全额退款后会关闭，商品放回库存。",
  accept: "同意退款",
  decline: "拒绝申请",
  declineNote: "拒绝的理由",
  declineHint: "买家会看到",
  needNote: "请写明理由（2–200 个字）",
  declined: "已拒绝，买家会看到您的说明",
  done: "退款成功，款项已原路退回",
  pending: "已提交，支付宝处理中；稍后刷新可看结果",
  mustConfirm: "还差一步：请点“去支付宝确认退款”",
  failed: "支付宝没有退成，原因见退款记录",
  notRefunded: {
    nothing_paid: "这个订单没有可以退的款项",
    too_much: tooMuch,
    answer_request: "买家正在申请退款，请先同意或拒绝申请",
    changed: ({ leftFen }) =>
      `页面打开之后这笔款项又有变化，现在还可以退 ${formatFen(leftFen)}，这次没有退。请先刷新看退款记录；确实要再退一笔，请再点一次。`,
    same_again: ({ refundNo, amountFen }) =>
      `这笔款项一天之内已经发起过 ${formatFen(amountFen)} 的退款（退款单号 ${refundNo}），这次没有退。确实要再退一笔同样的金额，请再点一次。`,
    key_reused: keyReused,
  } satisfies Words<RefusalOf<typeof refundOrder>>,
  notAnswered: {
    not_found: "没有找到这个退款申请",
    not_requested: "这个申请已经处理过，或买家已经撤回，请刷新后再看",
    too_much: tooMuch,
    key_reused: keyReused,
  } satisfies Words<RefusalOf<typeof acceptRequest>>,
  notRetried: {
    not_found: "没有找到这笔退款",
    not_failed: "这笔退款现在不能重试，请刷新后再看",
    too_much: "这笔款项剩下可退的金额不够了，请刷新后再看",
    freight_returned: "这笔退款里的运费后来已由另一笔退款退回，不能原样再退。请按还要退的金额重新发起一笔",
    done: "支付宝说这笔退款已经完成，不用再退",
    unknown: noAnswer,
    key_reused: keyReused,
  } satisfies Words<RefusalOf<typeof retryRefund>>,
  notGivenUp: {
    not_waiting: "这笔退款不在等待确认的状态，请刷新后再看",
    done: "支付宝说这笔退款已经完成",
    unknown: noAnswer,
  } satisfies Words<RefusalOf<typeof giveUpRefund>>,
};
