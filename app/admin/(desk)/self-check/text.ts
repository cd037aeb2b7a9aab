import type { WordsOfBroken } from "@/lib/shop/invariants/invariant";
import { formatFen } from "@/lib/shop/money";
import { formatTime } from "../../../format-time";
import { text as admin } from "../../text";

const statuses: Record<string, string | undefined> = admin.status;
const status = (code: string | null) => (code === null ? "（没有）" : (statuses[code] ?? code));
const order = (no: string | null) => (no === null ? "" : `订单 ${no}：`);
const goods = (of: { title: string; variantName: string }) => [of.title, of.variantName].filter(Boolean).join(" ");
const since = (at: string) => formatTime(new Date(at));

const sums = (paidFen: number, promisedFen: number, returnedFen: number) =>
  `收款 ${formatFen(paidFen)}、在退共 ${formatFen(promisedFen)}、已退 ${formatFen(returnedFen)}`;

/** One sentence about one row. It is for whoever keeps the shop as much as for its owner. */
const broken: WordsOfBroken = {
  paid_order_without_its_money: (of) =>
    `${order(of.orderNo)}${status(of.status)}，应收 ${formatFen(of.totalFen)}，账上属于它的款项是 ${formatFen(of.settledFen)}`,
  settled_money_of_unpaid_order: (of) =>
    `${order(of.orderNo)}交易 ${of.tradeNo} 的 ${formatFen(of.amountFen)} 已算作订单款，订单却是${status(of.status)}`,
  refunded_order_with_money_left: (of) =>
    `${order(of.orderNo)}因全额退款而关闭，共 ${formatFen(of.totalFen)}，账上只退了 ${formatFen(of.refundedFen)}`,
  unpaid_order_with_time_of_payment: (of) => `${order(of.orderNo)}待付款，却有付款时间`,
  held_money_unseen: (of) => `${order(of.orderNo)}交易 ${of.tradeNo} 还有 ${formatFen(of.leftFen)} 不属于任何订单，既没有退，也不在异常里`,
  two_open_attempts: (of) => `${order(of.orderNo)}同时有 ${of.attempts} 个可以付款的商户单号`,
  attempt_differs_from_payments: (of) =>
    of.payments === 0
      ? `${order(of.orderNo)}商户单号 ${of.outTradeNo} 标着已付款，账上却没有它的款项`
      : `${order(of.orderNo)}商户单号 ${of.outTradeNo} 还能付款，账上却已有它的 ${of.payments} 笔款项`,
  order_sum_differs: (of) =>
    `${order(of.orderNo)}商品 ${formatFen(of.itemsFen)}（明细合计 ${formatFen(of.linesFen)}）、优惠 ${formatFen(of.discountFen)}、改价 ${formatFen(of.adjustFen)}（明细合计 ${formatFen(of.linesAdjustFen)}）、运费 ${formatFen(of.shippingFen)}，与总额 ${formatFen(of.totalFen)} 对不上`,
  order_discount_differs: (of) =>
    `${order(of.orderNo)}优惠 ${formatFen(of.discountFen)}，各项优惠合计 ${formatFen(of.partsFen)}，分摊到商品 ${formatFen(of.sharesFen)}，对不上，或优惠占用与订单状态不符`,
  coupon_uses_differ: (of) => `优惠码 ${of.code} 记着用了 ${of.used} 次，实际占用它的订单有 ${of.held} 个`,
  terms_differ_from_changes: (of) =>
    `${order(of.orderNo)}改价记录说应付 ${formatFen(of.changedFen)}，接下来的金额却不是从它开始的，订单现在是 ${formatFen(of.totalFen)}`,
  lines_differ_from_changes: (of) =>
    `${order(of.orderNo)}${of.title === null ? "运费" : `“${of.title}”`}比下单时变了 ${formatFen(of.adjustFen)}，改价记录合计却是 ${formatFen(of.changedFen)}`,
  overtaken_change_unseen: (of) =>
    `${order(of.orderNo)}改成 ${formatFen(of.wantedFen)} 之前，顾客已按 ${formatFen(of.paidFen)} 付款，却没有记入异常`,
  change_of_settled_order_waits: (of) =>
    `${order(of.orderNo)}${status(of.status)}，${of.isChanging ? "标着正在改价" : "没有标着正在改价"}，等待中的修改有 ${of.waiting} 个`,
  counters_differ_from_ledger: (of) =>
    `${order(of.orderNo)}交易 ${of.tradeNo} 记着${sums(of.amountFen, of.refundingFen, of.refundedFen)}，总账却是${sums(of.ledgerFen, of.ledgerRefundingFen, of.ledgerRefundedFen)}`,
  refund_sums_differ: (of) =>
    `${order(of.orderNo)}交易 ${of.tradeNo} 记着已退 ${formatFen(of.refundedFen)}、在退共 ${formatFen(of.refundingFen)}，退款记录合计是 ${formatFen(of.doneFen)}、${formatFen(of.promisedFen)}`,
  more_refunded_than_paid: (of) =>
    `${order(of.orderNo)}交易 ${of.tradeNo} 收款 ${formatFen(of.amountFen)}，退款却到了 ${formatFen(of.refundingFen)}`,
  more_freight_refunded_than_paid: (of) =>
    `${order(of.orderNo)}交易 ${of.tradeNo} 收了运费 ${formatFen(of.shippingFen)}，退回的运费却到了 ${formatFen(of.freightFen)}`,
  refund_unwatched: (of) =>
    of.status === "PENDING"
      ? `${order(of.orderNo)}退款 ${of.refundNo} 在途，却没有人跟进`
      : `${order(of.orderNo)}退款 ${of.refundNo} 已有结果，却还在跟进`,
  refund_of_no_day: (of) => `${order(of.orderNo)}退款 ${of.refundNo} 已退 ${formatFen(of.amountFen)}，却没有退款时间，不在任何一天的数字里`,
  stock_differs_from_ledger: (of) =>
    `商品“${goods(of)}”库存 ${of.stock}、占用 ${of.reserved}、已售 ${of.sold}，库存流水合计是 ${of.ledgerStock}、${of.ledgerReserved}、${of.ledgerSold}`,
  stock_below_zero: (of) => `商品“${goods(of)}”库存 ${of.stock}、占用 ${of.reserved}、已售 ${of.sold}，有一项小于零`,
  order_with_wrong_goods: (of) =>
    `${order(of.orderNo)}${status(of.status)}，“${of.title}”${of.quantity} 件，流水里为它占用 ${of.reserved} 件、售出 ${of.sold} 件`,
  order_sent_without_parcel: (of) => `${order(of.orderNo)}${status(of.status)}，包裹却有 ${of.parcels} 个`,
  more_sent_than_ordered: (of) => `${order(of.orderNo)}“${of.title}”买了 ${of.quantity} 件，包裹里却有 ${of.sent} 件`,
  unsent_pieces_differ: (of) =>
    `${order(of.orderNo)}${status(of.status)}，记着还有 ${of.unsentPieces} 件待发，按包裹算是 ${of.leftPieces} 件`,
  timeline_ends_elsewhere: (of) => `${order(of.orderNo)}${status(of.status)}，经过却停在${status(of.timelineStatus)}`,
  forbidden_move: (of) => `${order(of.orderNo)}从${status(of.from)}变成了${status(of.to)}，这一步不应该发生`,
  order_stuck_unseen: (of) => `${order(of.orderNo)}${since(of.since)} 就该有结果，至今没有，也不在异常里`,
  refund_stuck_unseen: (of) => `${order(of.orderNo)}退款 ${of.subject} 从 ${since(of.since)} 起没有结果，也不在异常里`,
  reported_refund_stuck_unseen: (of) =>
    `${order(of.orderNo)}支付宝 ${since(of.since)} 告知的退款（交易 ${of.tradeNo}）没有对上账，也不在异常里`,
  report_stuck_unseen: (of) => `${of.subject} 的账没有核对出结果，也不在异常里`,
  overdue: (of) => `${order(of.orderNo)}${since(of.dueAt)} 就该办的事没有办（${of.key}）：后台任务停了，或者支付宝一直没有应答`,
};

export const text = {
  title: "账目自检",
  well: (checked: number) => `${checked} 项检查都对得上：每一笔钱、每一件货、每一个订单都有着落`,
  never: "还没有检查过，一分钟内会有结果",
  checkedAt: "检查于",
  bad: (count: number) => `有 ${count} 处对不上。这不应该发生：先不要给有关的订单发货或退款，核实后把这一页交给维护程序的人。`,
  more: (count: number) => `另有 ${count} 处同样的问题`,
  unchecked: (count: number) => `有 ${count} 项没能检查（数据库没有及时回答），不代表没有问题`,
  see: "查看",
  broken,
};
