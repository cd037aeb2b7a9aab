import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { ProductCard } from "./product";

/** The columns that a list needs of a product. */
export const CARD_SELECT = {
  slug: true,
  title: true,
  subtitle: true,
  images: true,
  variants: { where: { active: true }, orderBy: { priceFen: "asc" }, select: { priceFen: true, listPriceFen: true, stock: true } },
} satisfies Prisma.ProductSelect;

/** What shoppers may see: on sale, with at least one variant. */
export const VISIBLE = { onSale: true, variants: { some: { active: true } } } satisfies Prisma.ProductWhereInput;

export const PAGE_SIZE = 20;
export type ProductPage = { products: ProductCard[]; hasMore: boolean };

type CardRow = Row<"product", typeof CARD_SELECT>;

/** Makes a page of rows that were read with `take: PAGE_SIZE + 1`: the extra row only tells that there is another page. */
export function toProductPage(rows: CardRow[]): ProductPage {
  return { products: rows.slice(0, PAGE_SIZE).flatMap(toProductCard), hasMore: rows.length > PAGE_SIZE };
}

/** Its price is the lowest of the variants in stock, or of all when none is. Empty when the last variant was switched off meanwhile. */
function toProductCard({ slug, title, subtitle, images, variants }: CardRow): ProductCard[] {
  const shown = variants.find((variant) => variant.stock > 0) ?? variants[0];
  if (!shown) return [];
  return [
    {
      slug,
      title,
      subtitle,
      image: images[0] ?? "",
      priceFen: shown.priceFen,
      listPriceFen: shown.listPriceFen,
      hasMorePrices: variants.some((variant) => variant.priceFen > shown.priceFen),
      available: variants.reduce((sum, variant) => sum + variant.stock, 0),
    },
  ];
}
