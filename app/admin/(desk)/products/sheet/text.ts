import type { Column } from "@/lib/shop/exchange/sheet-row";

/** The words for the table of goods, as a file and as a page. */
export const sheetText = {
  file: "商品",
  headings: {
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
    stock: "库存",
    description: "描述",
    onSale: "上架",
  } satisfies Record<Column, string>,
  yes: "是",
  no: "否",
  export: "导出商品",
  exportHint: "每个规格一行，改好后可以再导入。停售的规格不在里面。",
  csv: "下载 CSV",
  xlsx: "下载 Excel",
};
