import type { RefusalOf, Words } from "@/lib/server/result";
import { MAX_LOW_STOCK, MOST_VARIANTS } from "@/lib/shop/catalog/product";
import type { confirmImport } from "@/lib/shop/exchange/confirm-import";
import type { Problem, ProblemCode } from "@/lib/shop/exchange/draft";
import type { Danger } from "@/lib/shop/exchange/get-import";
import type { ItemState } from "@/lib/shop/exchange/import-item";
import type { Change } from "@/lib/shop/exchange/plan-draft";
import type { previewImport } from "@/lib/shop/exchange/preview-import";
import type { Column } from "@/lib/shop/exchange/sheet-row";
import { MAX_GRAMS } from "@/lib/shop/freight/freight";
import { MAX_IMPORT_BYTES, MAX_ROWS } from "@/lib/shop/sheets/sheet";
import { sheetProblems } from "../../../upload/sheet-words";

const headings = {
  productNo: "商品编号",
  title: "商品名称",
  category: "分类",
  option1: "规格1名",
  value1: "规格1值",
  option2: "规格2名",
  value2: "规格2值",
  sku: "商家编码",
  price: "价格",
  listPrice: "划线价",
  grams: "重量(克)",
  stock: "库存",
  stockThen: "导出时库存",
  lowStock: "库存提醒",
  description: "描述",
  freight: "运费模板",
  onSale: "上架",
} satisfies Record<Column, string>;

const columnName = (column: string) => headings[column as Column] ?? "这一格";

/** What is wrong with a row, and what to do about it. */
const problems: Record<ProblemCode, string | ((fact: string) => string)> = {
  no_title: "没有商品名称，请填写",
  too_long: (column) => `${columnName(column)}太长，请缩短`,
  contradicts: (column) => `${columnName(column)}与这个商品第一行的不同，请改成一致，或留空`,
  cell_error: (column) => `${columnName(column)}是表格软件的错误值（如 #N/A），请改好公式或直接填写`,
  cell_date: (column) => `${columnName(column)}被表格软件变成了日期，请把这一列设为文本后重新填写`,
  price: "价格不对，请填写 0.01 到 100000 之间的数，最多两位小数",
  no_price: "没有价格，请填写",
  list_price: "划线价应高于价格，没有就留空",
  former_price: (fact) =>
    `这个商品的划线价叫原价，按降价前的成交价和标价，原价应是 ${fact} 元，请改成它（不高于价格就清空），或到商品页改称参考价、建议零售价`,
  never_sold: "这个商品的划线价叫原价，可这个规格降价前没有卖出过，请清空，或到商品页改称参考价、建议零售价",
  no_record: "这个商品的划线价叫原价，可从店铺开始记录价格起，这个规格没有改过价，请清空，或到商品页改称参考价、建议零售价",
  grams: `重量不对，请填写 0 到 ${MAX_GRAMS} 之间的整数，单位是克`,
  no_weight: "这个商品的运费按重量计算，请填写重量",
  stock: "库存不对，请填写 0 或更大的整数",
  stock_then: "“导出时库存”不对，请不要改动这一列，新的规格留空",
  low_stock: `库存提醒不对，请填写 0–${MAX_LOW_STOCK} 的整数，留空就按店铺统一的件数`,
  on_sale: "“上架”（或“状态”）一栏请填写“是”或“否”",
  freight: (name) => `没有叫“${name}”的运费模板，请填写模板的名称、包邮，或固定运费的元数`,
  e_notation: "编码被表格软件改成了科学计数（如 6.9E+12），请把这一列设为文本后重新填写",
  no_category: "没有分类，请填写",
  category: (name) => `店里没有“${name}”这个分类，请先添加，或在上传时勾选自动添加`,
  many_categories: (most) => `一个文件最多新增 ${most} 个分类，请检查“分类”这一列，或先添加分类`,
  unknown_product: (no) => `没有编号为 ${no} 的商品，新商品请把编号留空`,
  other_product: (title) =>
    `这个编号在店里是“${title}”，名称和商家编码都对不上，可能是另一家店的文件；新商品请把编号留空，确实要改名请在上传时勾选允许改名`,
  same_title: (no) => (no ? `店里已有同名的商品，要修改它请填商品编号 ${no}` : "文件里有同名的商品，请写在相邻的行，或改名"),
  handle_taken: "这个商品的网址名（Handle）已被占用，请改一个",
  option_names: (names) =>
    names ? `规格名与店里的不同，店里是：${names}；要改请先到商品页修改` : "规格名重复，或店里这个商品没有规格项，请先到商品页添加",
  value_changed: (name) => `规格值与店里的不同：${name}；要改名请到商品页，要添加新的规格请把“导出时库存”留空`,
  value_missing: "缺少规格值，请填写",
  which_variant: "这个商品有多个规格，请填写规格名和规格值，或商家编码",
  twice: (name) => `重复的行${name ? `：${name}` : ""}，请只留一行`,
  too_many: `组合太多，一个商品最多 ${MOST_VARIANTS} 个`,
  broken: "写入时出了错，这一件没有改动，请稍后再导入它",
  moved: "预览之后商品有了变化，没有改动它，请重新上传",
  below_zero: (stock) => `库存现在只有 ${stock}（可能有人下单），减不了这么多，请重新上传`,
};

export function problemInWords({ code, fact = "", variant }: Problem): string {
  const words = problems[code];
  return `${variant ? `不在文件里的规格“${variant}”：` : ""}${typeof words === "string" ? words : words(fact)}`;
}

/** The words for the table of goods, as a file and as a page. */
export const sheetText = {
  file: "商品",
  headings,
  yes: "是",
  no: "否",
  export: "导出商品",
  exportHint: "每个规格一行，改好后可以再导入。停售的规格不在里面。“导出时库存”请不要改动，添加规格的行把它留空。",
  csv: "下载 CSV",
  xlsx: "下载 Excel",

  title: "导入导出",
  back: "返回商品列表",
  import: "导入商品",
  importHint: `CSV 或 Excel（.xlsx）文件，第一行是列名，每个规格一行，最多 ${MAX_ROWS} 行、${MAX_IMPORT_BYTES / 1024 / 1024} MB。先预览，确认后才会改动。没有的列保持不变；运费模板填名称、包邮或固定运费的元数，新商品留空就是包邮；划线价、商家编码、库存提醒、描述留空就是清空，其他留空不变。也可以直接上传其他平台导出的 Shopify 格式 CSV。`,
  chooseFile: "选择文件",
  makeCategories: "店里没有的分类自动添加",
  mayRename: "允许改名（编码也对不上的商品）",
  upload: "上传并预览",
  previewTitle: "导入预览",
  resultTitle: "导入结果",
  uploadProblems: {
    ...sheetProblems,
    no_headings: "第一行里没有“商品编号”或“商品名称”，请把列名放在第一行",
  } satisfies Words<RefusalOf<typeof previewImport>> & Record<"no_file" | "too_big", string>,
  counts: {
    new: (count: number) => `新增 ${count}`,
    changed: (count: number) => `修改 ${count}`,
    unchanged: (count: number) => `不变 ${count}`,
    wrong: (count: number) => `有错 ${count}`,
    done: (count: number) => `已完成 ${count}`,
    failed: (count: number) => `没写入 ${count}`,
  },
  states: { new: "新增", changed: "修改", unchanged: "不变", wrong: "有错" } satisfies Record<ItemState, string>,
  outcomes: { done: "已完成", failed: "没写入" } as Record<string, string>,
  changes: {
    ...headings,
    variants: "新规格",
  } satisfies Record<Change, string> & Record<Column, string>,
  /** Beside an old and a new value. */
  arrow: "→",
  becomes: "改为",
  none: "无",
  grams: (count: number) => `${count} 克`,
  moreDifferences: (count: number) => `另有 ${count} 处改动`,
  confirm: (count: number) => `确认导入 ${count} 个商品`,
  confirmed: "导入完成",
  going: "正在导入，可以离开这一页，稍后回来看结果",
  nothing: "没有要改动的商品",
  wrongTitle: "要改的行",
  wrongHint: "有错的商品整个不导入，其他商品不受影响。改好后再上传一次即可。",
  row: (row: number) => `第 ${row} 行`,
  failedFile: "下载有错的行",
  reason: "原因",
  rowNo: "行号",
  items: "要导入的商品",
  pageOf: (page: number, pages: number) => `第 ${page} 页，共 ${pages} 页`,
  dangerous: { title: "改名", price: "价格变动过半", onSale: "下架" } satisfies Record<Danger, string>,
  dangers: {
    title: (count: number) => `${count} 个商品改名`,
    price: (count: number) => `${count} 个价格变动超过一半`,
    onSale: (count: number) => `${count} 个下架`,
  } satisfies Record<Danger, (count: number) => string>,
  lookAt: (what: string) => `请先看清楚：${what}，排在列表最前面。`,
  shownFirst: (count: number) => `只显示前 ${count} 个`,
  another: "上传另一个文件",
  refusals: { gone: "这次预览已过期或已被更新的代替，请重新上传" } satisfies Words<RefusalOf<typeof confirmImport>>,
};
