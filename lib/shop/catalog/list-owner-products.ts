import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import { simplify } from "@/lib/shop/search/simplify";
import type { Shop } from "@/lib/shop/shop";
import { soldAndScarce } from "@/lib/shop/stock/scarce";
import { likePattern, searchWords } from "./search-words";

const PAGE_SIZE = 30;
/** No product at all. */
const NONE = { id: { in: [] } } satisfies Prisma.ProductWhereInput;

export type OwnerProductItem = {
  id: number;
  title: string;
  image: string | null;
  categoryName: string;
  onSale: boolean;
  minPriceFen: number | null;
  maxPriceFen: number | null;
  stock: number;
  reserved: number;
  sold: number;
  variants: number;
  /** How many of its variants are scarce, while it is on sale. */
  scarce: number;
};
/** low: on sale, with a variant that is scarce. */
export type ProductFilter = "all" | "on" | "off" | "low";

/**
 * The owner's products, newest first, a page at a time; `search` looks for its words in title, subtitle, slug and the variants' names,
 * `after` is the last id of a page, `scarceAt` the shop's number of pieces from which on a variant is scarce.
 */
export async function listOwnerProducts(
  shop: Shop,
  { search, filter, scarceAt, after }: { search: string; filter: ProductFilter; scarceAt: number; after?: string | undefined },
): Promise<{ products: OwnerProductItem[]; next: string | null }> {
  const isScarce = soldAndScarce(shop.db, scarceAt);
  const last = /^[1-9]\d{0,8}$/.test(after ?? "") ? Number(after) : null;
  const rows = await shop.db.product.findMany({
    where: { AND: [matching(search), passing(filter, isScarce), last === null ? {} : { id: { lt: last } }] },
    select: {
      id: true,
      title: true,
      images: true,
      onSale: true,
      category: { select: { name: true } },
      variants: { where: { active: true }, select: { priceFen: true, stock: true, reserved: true, sold: true } },
      _count: { select: { variants: { where: isScarce } } },
    },
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const products = rows.slice(0, PAGE_SIZE).map(({ images, category, variants, _count, ...row }) => {
    const prices = variants.map((variant) => variant.priceFen);
    const sum = (of: "stock" | "reserved" | "sold") => variants.reduce((total, variant) => total + variant[of], 0);
    return {
      ...row,
      image: images[0] ?? null,
      categoryName: category.name,
      minPriceFen: prices.length > 0 ? Math.min(...prices) : null,
      maxPriceFen: prices.length > 0 ? Math.max(...prices) : null,
      stock: sum("stock"),
      reserved: sum("reserved"),
      sold: sum("sold"),
      variants: variants.length,
      scarce: row.onSale ? _count.variants : 0,
    };
  });
  return { products, next: rows.length > PAGE_SIZE ? String(products.at(-1)?.id) : null };
}

function matching(search: string): Prisma.ProductWhereInput {
  if (search.trim() === "") return {};
  const words = searchWords(simplify(search.slice(0, 100)));
  if (words.length === 0) return NONE;
  return { AND: words.map(has) };
}

function has(word: string): Prisma.ProductWhereInput {
  const contains = { contains: likePattern(word), mode: "insensitive" } as const;
  return { OR: [{ searchText: contains }, { slug: contains }, { variants: { some: { searchText: contains } } }] };
}

function passing(filter: ProductFilter, isScarce: Prisma.VariantWhereInput): Prisma.ProductWhereInput {
  if (filter === "all") return {};
  if (filter === "low") return { onSale: true, variants: { some: isScarce } };
  return { onSale: filter === "on" };
}
