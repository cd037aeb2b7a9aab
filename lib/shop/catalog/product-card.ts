import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { ListPriceBasis } from "./list-price";
import type { ProductCard } from "./product";

/** The columns that a list needs of a product. */
export const CARD_SELECT = {
  slug: true,
  title: true,
  subtitle: true,
  images: true,
  listPriceBasis: true,
  variants: { where: { active: true }, orderBy: { priceFen: "asc" }, select: { priceFen: true, listPriceFen: true, stock: true } },
} satisfies Prisma.ProductSelect;

/** What shoppers may see: on sale, with at least one variant. */
export const VISIBLE = { onSale: true, variants: { some: { active: true } } } satisfies Prisma.ProductWhereInput;

export const PAGE_SIZE = 20;
/** `next`: where the list goes on (`Listing.after`); null at its end. */
export type ProductPage = { products: ProductCard[]; next: string | null };

type CardRow = Row<"product", typeof CARD_SELECT>;

/** A row as a card. Its price is the lowest of the variants in stock, or of all when none is. Empty when the last variant was switched off meanwhile. */
export function toProductCard({ slug, title, subtitle, images, listPriceBasis, variants }: CardRow): ProductCard[] {
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
      listPriceBasis: listPriceBasis as ListPriceBasis,
      hasMorePrices: variants.some((variant) => variant.priceFen > shown.priceFen),
      available: variants.reduce((sum, variant) => sum + variant.stock, 0),
    },
  ];
}
