import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { OPTIONS_SELECT } from "@/lib/shop/catalog/options-select";
import { yuanText } from "@/lib/shop/money";
import type { Shop } from "@/lib/shop/shop";
import { freightCell } from "./freight-cell";
import type { SheetRow } from "./sheet-row";

const BATCH = 200;

const SELECT = {
  id: true,
  title: true,
  description: true,
  onSale: true,
  category: { select: { name: true } },
  ...{ freightKind: true, freightFeeFen: true, freightTemplate: { select: { name: true } } },
  options: OPTIONS_SELECT,
  variants: {
    where: { retired: false },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: {
      ...{ sku: true, priceFen: true, listPriceFen: true, grams: true, stock: true, lowStockAt: true, active: true },
      ...{ value1Id: true, value2Id: true },
    },
  },
} as const satisfies Prisma.ProductSelect;

type ProductRow = Row<"product", typeof SELECT>;

/**
 * All products of the shop, a row for each variant, oldest first. They are read a batch at a time while the file is being sent, so that
 * a shop of any size costs little memory. `yes` and `no` say whether a product is on sale. Variants that are switched off are
 * left out, as the file has no word for them.
 */
export async function* exportProducts(shop: Shop, { yes, no }: { yes: string; no: string }): AsyncGenerator<SheetRow> {
  for (let after = 0; ; ) {
    const products = await shop.db.product.findMany({ where: { id: { gt: after } }, orderBy: { id: "asc" }, take: BATCH, select: SELECT });
    for (const product of products) yield* rowsOf(product, product.onSale ? yes : no);
    const last = products.at(-1);
    if (!last || products.length < BATCH) return;
    after = last.id;
  }
}

function rowsOf(product: ProductRow, onSale: string): SheetRow[] {
  const [option1, option2] = product.options;
  const nameOf = (option: typeof option1, id: number | null) => option?.values.find((value) => value.id === id)?.name ?? "";
  return product.variants
    .filter(({ active }) => active)
    .map((variant) => ({
      productNo: String(product.id),
      title: product.title,
      category: product.category.name,
      option1: option1?.name ?? "",
      value1: nameOf(option1, variant.value1Id),
      option2: option2?.name ?? "",
      value2: nameOf(option2, variant.value2Id),
      sku: variant.sku,
      price: yuanText(variant.priceFen),
      listPrice: variant.listPriceFen === null ? "" : yuanText(variant.listPriceFen),
      grams: variant.grams > 0 ? String(variant.grams) : "",
      stock: String(variant.stock),
      stockThen: String(variant.stock),
      lowStock: variant.lowStockAt === null ? "" : String(variant.lowStockAt),
      description: product.description,
      freight: freightCell(product),
      onSale,
    }));
}
