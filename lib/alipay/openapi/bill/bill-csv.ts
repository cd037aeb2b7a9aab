import { formatAmount } from "../../amount";
import type { BillRow } from "../../gateway";
import { formatTime } from "../../time";

/** The columns of a day's trades (docs/wire/alipay-openapi.md §1.7). */
export const COLUMNS =
  "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注".split(
    ",",
  );
/** The gateway's side: a row, with the columns that the shop does not read. */
export type BillEntry = BillRow & { subject: string; createdAt: Date; buyer: string };

/** The gateway's side: the list of a day's trades as text, refunds negative. */
export function buildBillCsv(bill: { sellerId: string; day: string; entries: BillEntry[] }): string {
  const sums = { payment: 0, refund: 0 };
  const count = { payment: 0, refund: 0 };
  for (const { type, amountFen } of bill.entries) {
    sums[type] += amountFen;
    count[type] += 1;
  }
  return [
    "#支付宝业务明细查询",
    `#账号：[${bill.sellerId}0156]`,
    `#起始日期：[${daySlash(bill.day)} 00:00:00]   终止日期：[${daySlash(nextDay(bill.day))} 00:00:00]`,
    "#-----------------------------------------业务明细列表----------------------------------------",
    COLUMNS.join(","),
    ...bill.entries.map(writeRow),
    "#-----------------------------------------业务明细列表结束------------------------------------",
    `#交易合计：${count.payment}笔，商家实收共${sum(sums.payment)}元，商家优惠共0.00元`,
    `#退款合计：${count.refund}笔，商家实收退款共${sum(sums.refund)}元，商家优惠退款共0.00元`,
    "",
  ].join("\r\n");
}

function writeRow(entry: BillEntry): string {
  const sign = entry.type === "refund" ? "-" : "";
  const amount = `${sign}${formatAmount(entry.amountFen)}`;
  const name = entry.type === "payment" ? "交易" : "退款";
  const ids = [`${entry.tradeNo}\t`, `${entry.outTradeNo}\t`, `${name}\t`, entry.subject.replaceAll(",", "，")];
  const times = [formatTime(entry.createdAt), formatTime(entry.completedAt), "\t", "\t", "\t", "\t", `${entry.buyer}\t`];
  const money = [amount, amount, "0.00", "0.00", "0.00", "0.00", "0.00", "", "0.00\t", "0.00"];
  return [...ids, ...times, ...money, `${entry.outRequestNo ?? ""}\t`, "0.00", "0.00", ""].join(",");
}

function sum(fen: number): string {
  return fen === 0 ? "0.00" : formatAmount(fen);
}

function daySlash(day: string): string {
  return day.replace(/^(\d+)-(\d+)-(\d+)$/, "$1年$2月$3日");
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
