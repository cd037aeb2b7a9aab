import type { RefusalOf, Words } from "@/lib/server/result";
import type { ReportTab } from "@/lib/shop/reports/get-report";
import type { reconcileDay } from "@/lib/shop/reports/reconcile-day";
import type { ReportStatus } from "@/lib/shop/reports/report";
import type { Tone } from "../../parts/badge";

const status: Record<ReportStatus, { name: string; tone: Tone }> = {
  waiting: { name: "等账单", tone: "wait" },
  matched: { name: "全部相符", tone: "ok" },
  empty: { name: "没有业务", tone: "quiet" },
  differs: { name: "有不符", tone: "bad" },
  no_bill: { name: "拿不到账单", tone: "bad" },
  unreadable: { name: "账单读不出", tone: "bad" },
  not_supported: { name: "没有账单", tone: "quiet" },
};
const verdicts: Record<string, string> = {
  same: "相符",
  restored: "已补记",
  amount_differs: "金额不一致",
  only_there: "仅支付宝有",
  only_here: "仅本店有",
  unreadable: "账单行读不出",
  foreign: "其他业务",
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
    no_bill: "没有取到账单",
    unreadable: "账单读不出来",
    not_supported: "没有账单",
  } satisfies Record<ReportStatus, string>,
  notDone: {
    not_a_day: "请选择一个日期",
    too_early: "当天的账单要到第二天早上九点以后才有",
    not_supported: "当前使用的支付宝接口没有每日账单，不能自动对账",
    no_bill: ({ isOver }) =>
      isOver ? "支付宝没有给出这一天的账单，系统不再自动重试，已记为异常" : "支付宝暂时没有给出这一天的账单，系统稍后会再取",
    unreadable: ({ isOver }) =>
      isOver ? "这一天的账单读不出来，系统不再自动重试，已记为异常" : "这一天的账单读不出来，系统稍后会再取一次",
    not_saved: ({ isOver }) => (isOver ? "核对时程序出错，系统不再自动重试，已记为异常" : "核对时程序出错，问题已记入日志，系统稍后会再试"),
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
    no_bill: "多次尝试后仍没有取到支付宝这一天的账单，系统不再自动重试。可以点“重新对账”再试。",
    unreadable: "支付宝这一天的账单取到了，但读不出来或没能保存，系统不再自动重试。可以点“重新对账”再试。",
    not_supported: "当前使用的协议没有每日账单，这一天不能自动对账。",
  } as Partial<Record<ReportStatus, string>> & { waiting: string },
  answers: {
    not_ready: "支付宝说没有这一天的账单，或者还没有生成",
    too_old: "支付宝不再提供这么早的账单",
  } as Record<string, string>,
  running: "正在核对",
  csv: "下载 CSV",
  lines: "明细",
  show: { all: "全部", broken: "不符", other: "其他业务" } satisfies Record<ReportTab, string>,
  other: "其他业务",
  otherHint: "同一个支付宝账号下、不是本店生成单号的收款和退款。只计数，不入本店的账，也不能在这里退款。明细保留 90 天。",
  unreadable: (lines: number) => `账单里有 ${lines} 行读不出来，请到“异常”里查看`,
  showLabel: "显示哪些",
  noLines: "没有明细",
  noBroken: "没有不符的地方",
  noOther: "没有其他业务的明细",
  tooMany: (most: number) => `只显示前 ${most} 笔，全部请下载 CSV`,
  toDiscrepancies: "去处理异常",
  columns: { bill: "支付宝", ours: "本店" },
  csvColumns: ["时间", "类型", "结果", "支付宝金额(元)", "本店金额(元)", "订单号", "支付宝交易号", "商户单号", "退款单号"],
  absent: "无",
};
