import type { ProductFilter } from "@/lib/shop/catalog/list-owner-products";

export const text = {
  title: "商品",
  add: "新增商品",
  search: "商品名称",
  tabs: { all: "全部", on: "在售", off: "已下架", low: "库存紧张" } satisfies Record<ProductFilter, string>,
  tabsLabel: "筛选",
  nothing: "没有商品",
  nothingFound: "没有找到符合的商品",
  onSale: "在售",
  offSale: "已下架",
  noVariant: "没有可卖的规格",
  stock: (stock: number) => `库存 ${stock}`,
  soldOut: "已售罄",
  reserved: (reserved: number) => `待付款占用 ${reserved}`,
  sold: (sold: number) => `已售 ${sold}`,
  variants: (count: number) => `${count} 个规格`,
  back: "返回商品列表",
};
