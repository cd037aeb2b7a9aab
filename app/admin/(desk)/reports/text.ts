import type { RefusalOf, Words } from "@/lib/server/result";
import type { ReportStatus, reconcileDay } from "@/lib/shop/reports/reconcile-day";
import type { Tone } from "../../parts/badge";

const status: Record<ReportStatus, { name: string; tone: Tone }> = {
  waiting: { name: "等账单", tone: "wait" },
  matched: { name: "全部相符", tone: "ok" },
  empty: { name: "没有业务", tone: "quiet" },
  differs: { name: "有不符", tone: "bad" },
  not_supported: { name: "没有账单", tone: "quiet" },
};
const verdicts: Record<string, string> = {
  same: "相符",
  restored: "已补记",
  amount_differs: "金额不一致",
  only_there: "仅支付宝有",
  only_here: "仅本店有",
};
const types: Record<string, string> = { payment: "收款", refund: "退款" };

export const text = {
  title: "对账",
  lead: "每天早上九点半以后，系统取来支付宝前一天的账单，和本店的账逐笔核对。账单有、本店漏记的收款会向支付宝查询后自动补记。",
  noBill:
    "当前使用的是支付宝旧版网页支付协议，它没有每日账单，所以不能自动对账。换用新版接口（ALIPAY_PROTOCOL=openapi）后，这里每天会有一份核对结果。",
  nothing: "还没有对过账",
  nothingHint: "有订单后的第二天早上，这里会出现第一份核对结果",
  status,
  verdicts,
  types,
  differs: (count: number) => `${count} 处不符`,
  restored: (count: number) => `补记 ${count} 笔`,
  payments: "收款",
  refunds: "退款",
  sums: "两边的账",
  bill: "支付宝账单",
  ours: "本店",
  count: (count: number) => `${count} 笔`,
  pick: "核对某一天",
  date: "日期",
  run: "开始对账",
  runAgain: "重新对账",
  done: {
    matched: "已核对，全部相符",
    empty: "已核对，当天没有业务",
    differs: "已核对，有不符的地方，见明细",
    waiting: "账单还没有，稍后会再取",
    not_supported: "没有账单",
  } satisfies Record<ReportStatus, string>,
  notDone: {
    not_a_day: "请选择一个日期",
    too_early: "当天的账单要到第二天早上九点以后才有",
    not_supported: "当前使用的支付宝接口没有每日账单，不能自动对账",
    no_bill: "支付宝暂时没有给出这一天的账单，系统稍后会再取",
  } satisfies Words<RefusalOf<typeof reconcileDay>>,
  day: (day: string) => `${day} 对账`,
  back: "返回对账",
  about: "核对情况",
  reconciledAt: "核对于",
  nextLook: "下次再取",
  lastAnswer: "没取到的原因",
  /** Of a day that has not been compared. */
  notYet: {
    waiting: "支付宝的账单还没有取到。取到并核对后，这里会列出两边的笔数、金额和明细。",
    not_supported: "当前使用的协议没有每日账单，这一天不能自动对账。",
  } as Partial<Record<ReportStatus, string>> & { waiting: string },
  notReady: "账单还没有生成",
  csv: "下载 CSV",
  lines: "明细",
  show: { all: "全部", broken: "不符" },
  showLabel: "显示哪些",
  noLines: "没有明细",
  noBroken: "没有不符的地方",
  tooMany: (most: number) => `只显示前 ${most} 笔，全部请下载 CSV`,
  toDiscrepancies: "去处理异常",
  columns: { bill: "支付宝", ours: "本店" },
  csvColumns: ["时间", "类型", "结果", "支付宝金额(元)", "本店金额(元)", "订单号", "支付宝交易号", "商户单号", "退款单号"],
  absent: "无",
};
