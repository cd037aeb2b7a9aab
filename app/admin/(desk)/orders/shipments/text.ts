import type { RefusalOf, Words } from "@/lib/server/result";
import type { confirmShipments } from "@/lib/shop/dispatch/confirm-shipments";
import type { previewShipments } from "@/lib/shop/dispatch/preview-shipments";
import type { ProblemCode, RowProblem } from "@/lib/shop/dispatch/shipment-row";
import { MOST_PARCELS } from "@/lib/shop/parcels/parcel";
import { MAX_IMPORT_BYTES, MAX_ROWS } from "@/lib/shop/sheets/sheet";
import { sheetProblems } from "../../../upload/sheet-words";

/** What is wrong with a row, and what to do about it. */
const problems: Record<ProblemCode, string | ((fact: string) => string)> = {
  no_order: "没有订单号，请填写",
  order_e_notation: "订单号被表格软件改成了科学计数（如 2.6E+15），请把这一列设为文本后重新填写",
  order_unknown: "店里没有这个订单号，请核对",
  number_e_notation: "快递单号被表格软件改成了科学计数（如 7.8E+13），请把这一列设为文本后重新填写",
  number_malformed: "快递单号不对，应为 6 到 32 位字母和数字",
  number_is_order: "快递单号一栏填的是订单号，请填面单上的快递单号",
  cell_error: "有一格是表格软件的错误值（如 #N/A），请直接填写",
  cell_date: "有一格被表格软件变成了日期，请把这一列设为文本后重新填写",
  courier_missing: "没有快递公司，从单号也看不出来，请填写",
  courier_unknown: (name) => `不认识快递公司“${name}”，请填写全称，或填“其他”`,
  courier_ambiguous: (names) => `没有快递公司，单号可能是${names}，请填写`,
  number_reused: (no) => `这个单号也用在订单 ${no}，收货人不同，请核对`,
  not_paid: "这个订单还没有付款",
  closed: "这个订单已关闭",
  refunding: "买家申请了退款，请先处理退款",
  refunded: "这个订单已经全额退款，不再发货",
  in_doubt: "这个订单的钱有疑问，请先处理异常",
  sent_otherwise: (parcels) => `已用别的单号发货：${parcels}；要改请到订单页更正`,
  too_many_parcels: `一个订单最多 ${MOST_PARCELS} 个包裹`,
  beside_wrong: "同一订单的另一行有错，改好后一起发",
  broken: "发货时出了错，这一单没有发，请稍后再上传",
};

export function problemInWords({ code, fact = "" }: RowProblem): string {
  const words = problems[code];
  return typeof words === "string" ? words : words(fact);
}

/** The words for shipping by a file of tracking numbers. */
export const shipmentText = {
  title: "批量发货",
  back: "返回批量处理",
  lead: `CSV（UTF-8 或 GBK）或 Excel（.xlsx）文件，第一行是列名，要有“订单号”“快递单号”，最好有“快递公司”；最多 ${MAX_ROWS} 行、${MAX_IMPORT_BYTES / 1024 / 1024} MB。先预览，确认后才发货。`,
  hints: [
    "没填单号的行不处理；同一订单写了两个单号，就是两个包裹。",
    "列名也可以是：订单编号、物流公司、运单号、物流单号。",
    "文件里的姓名、电话和地址不会保存；保存的三列 7 天后删除。",
  ],
  file: "选择文件",
  courier: "没有写快递公司的行",
  guess: "从单号判断（看不出的会指出来）",
  upload: "上传并预览",
  previewTitle: "发货预览",
  resultTitle: "发货结果",
  uploadProblems: {
    ...sheetProblems,
    no_headings: "第一行里没有“订单号”和“快递单号”，请把列名放在第一行",
  } satisfies Words<RefusalOf<typeof previewShipments>> & Record<"no_file" | "too_big", string>,
  counts: {
    ready: (count: number) => `将发货 ${count} 件`,
    done: (count: number) => `已发货 ${count} 件`,
    failed: (count: number) => `没发成 ${count} 件`,
    same: (count: number) => `早已这样发货 ${count} 件`,
    repeat: (count: number) => `重复 ${count} 行`,
    blank: (count: number) => `没填单号 ${count} 行`,
    wrong: (count: number) => `有错 ${count} 行`,
  },
  guessed: (count: number) => `有 ${count} 行的快递公司是从单号判断的，请看清楚。`,
  isGuessed: "从单号判断",
  isFurther: "另一个包裹",
  confirm: (count: number) => `确认发货 ${count} 个包裹`,
  confirmed: "发货完成",
  going: "正在发货，可以离开这一页，稍后回来看结果",
  nothing: "没有要发货的行",
  another: "上传另一个文件",
  toOrders: "去批量处理",
  wrongTitle: "要改的行",
  wrongHint: "有错的行不发货，其他行不受影响。改好后可以单独上传，也可以整个文件再传一次，发过的不会重复发。",
  row: (row: number) => `第 ${row} 行`,
  failedFile: "下载有错的行",
  lines: "要发货的行",
  sentLines: "发货的行",
  outcomes: { done: "已发货", failed: "没发成" } as Record<string, string>,
  waiting: "待发货",
  pageOf: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  shownFirst: (count: number) => `只显示前 ${count} 行`,
  headings: ["订单号", "快递公司", "快递单号", "行号", "原因"],
  refusals: { gone: "这次预览已过期或已被更新的代替，请重新上传" } satisfies Words<RefusalOf<typeof confirmShipments>>,
};
