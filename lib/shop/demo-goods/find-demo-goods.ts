import "server-only";
import type { Tx } from "@/lib/server/db";
import type { AuditKind } from "@/lib/shop/audit/audit-entry";
import type { Shop } from "@/lib/shop/shop";
import { CATEGORIES } from "@/prisma/seed/seed";

const DEMO = CATEGORIES.flatMap(({ products }) => products.map(({ slug, title }) => ({ slug, title })));

export type DemoGoods = { id: number; isOrdered: boolean }[];

/** What an owner does to a product and not only to its place in the shop: the audit trail keeps each for ever. */
const MADE_OWN: AuditKind[] = ["product_changed", "pictures_changed", "options_changed", "variant_added", "variant_changed"];

/**
 * The products that are still the demo shop's, whether they are on sale, and such as nobody ever ordered. One that the owner changed
 * in any way (its words, category, prices, options), or gave a picture of its own, is the owner's; putting it off sale, adding
 * stock and recommending it leave it the demo shop's. The names of the owner's goods in addresses are random, so none is taken for
 * one of these.
 */
export async function findDemoGoods({ db }: { db: Shop["db"] | Tx }): Promise<DemoGoods> {
  const rows = await db.product.findMany({
    where: { OR: DEMO },
    select: {
      ...{ id: true, images: true, details: true, onSale: true },
      options: { select: { values: { select: { image: true } } } },
      variants: { select: { movements: { where: { kind: "reserve" }, take: 1 } } },
    },
    orderBy: { id: "asc" },
  });
  const made = await db.auditEntry.findMany({
    where: { kind: { in: MADE_OWN }, subject: { in: rows.map(({ id }) => String(id)) } },
    select: { subject: true },
    distinct: ["subject"],
  });
  const owners = new Set(made.map(({ subject }) => subject));
  return rows
    .filter((row) => !owners.has(String(row.id)) && !picturesOf(row).some((picture) => picture.startsWith("u/")))
    .map(({ id, onSale, variants }) => ({ id, onSale, isOrdered: variants.some(({ movements }) => movements.length > 0) }))
    .filter(({ onSale, isOrdered }) => onSale || !isOrdered)
    .map(({ id, isOrdered }) => ({ id, isOrdered }));
}

type Pictured = { images: string[]; details: string[]; options: { values: { image: string }[] }[] };

function picturesOf({ images, details, options }: Pictured): string[] {
  return [...images, ...details, ...options.flatMap(({ values }) => values.map(({ image }) => image))];
}
