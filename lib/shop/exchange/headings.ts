import { headingReader } from "@/lib/shop/sheets/headings";
import type { Column } from "./sheet-row";

/**
 * What a file may say besides: another shop's name of the product, as its address there has it, and a second word on whether it is
 * sold, since a file may have both 上架 (Published) and 状态 (Status).
 */
export type ImportColumn = Column | "handle" | "status";

/** How people and other shops call the columns; compared without blanks, punctuation and case. `html`: its text is a web page's. */
const ALIASES: Record<ImportColumn, readonly string[]> = {
  productNo: ["商品编号", "商品ID"],
  handle: ["Handle", "URL handle"],
  title: ["商品名称", "商品标题", "标题", "名称", "宝贝标题", "Title"],
  category: ["分类", "商品分类", "类目", "Type"],
  option1: ["规格1名", "规格名1", "规格1名称", "Option1 Name"],
  value1: ["规格1值", "规格值1", "规格", "Option1 Value"],
  option2: ["规格2名", "规格名2", "规格2名称", "Option2 Name"],
  value2: ["规格2值", "规格值2", "Option2 Value"],
  sku: ["商家编码", "规格编码", "货号", "SKU", "Variant SKU"],
  price: ["价格", "售价", "单价", "Price", "Variant Price"],
  listPrice: ["划线价", "原价", "市场价", "Compare-at price", "Variant Compare At Price"],
  grams: ["重量克", "重量", "克重", "Variant Grams"],
  stock: ["库存", "数量", "可售库存", "Inventory quantity", "Variant Inventory Qty"],
  stockThen: ["导出时库存"],
  lowStock: ["库存提醒", "库存预警", "预警库存", "库存预警值"],
  description: ["描述", "商品描述", "商品详情", "详情", "Description", "Body (HTML)"],
  freight: ["运费模板", "运费", "快递模板"],
  onSale: ["上架", "是否上架", "Published", "Published on online store"],
  status: ["状态", "Status"],
};

/**
 * Which column of the table each column of a file is, by its heading; null for those that the shop does not know. Of two with the same
 * meaning the first counts.
 */
export const readHeadings = headingReader(ALIASES);
