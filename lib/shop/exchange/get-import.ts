import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { ReadRow } from "@/lib/shop/sheets/sheet";
import type { Shop } from "@/lib/shop/shop";
import type { Difference } from "./differences";
import type { Problem } from "./draft";
import { type ItemState, WRITABLE } from "./import-item";
import type { Change } from "./plan-draft";

/** Products whose mistakes the page shows; all of them are in the file of what failed. */
const SHOWN = 200;
/** Products of a page of what is to be written: all can be read, so that nobody confirms what was not shown. */
const PER_PAGE = 50;

/** What an owner should look at first: another name, a price that changes by more than half of it, goods that are taken off sale. */
export type Danger = "title" | "price" | "onSale";

/** The worst of an item, as the expression of a statement. */
const DANGER = Prisma.sql`CASE
  WHEN differences @> '[{"what": "title"}]' THEN 'title'
  WHEN jsonb_path_exists(differences, '$[*] ? (@.what == "price" && (@.to * 2 < @.from || @.to * 2 > @.from * 3))') THEN 'price'
  WHEN differences @> '[{"what": "onSale", "from": true, "to": false}]' THEN 'onSale' END`;

export type ImportView = {
  id: string;
  expiresAt: Date;
  isConfirmed: boolean;
  isOver: boolean;
  counts: Record<ItemState, number> & { done: number; failed: number };
  /** How many of what is to be written have which for their worst. */
  dangers: Record<Danger, number>;
  /** From 1. */
  page: number;
  pages: number;
  /** A page of what is to be written, or was: the most dangerous first. */
  items: ImportLine[];
  wrong: { title: string; problems: Problem[] }[];
};

export type ImportLine = {
  id: bigint;
  title: string;
  state: ItemState;
  changes: Change[];
  differences: Difference[];
  danger: Danger | null;
  outcome: string | null;
  productId: number | null;
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A file that an owner brought in, for its page, with the `page`th part of what is to be written, or the last where there are fewer;
 * null for what is gone, over, or another owner's.
 */
export async function getImport(shop: Shop, ownerId: number, id: string, page = 1): Promise<ImportView | null> {
  if (!ID.test(id)) return null;
  const found = await shop.db.productImport.findFirst({
    where: { id, ownerId, expiresAt: { gt: shop.now() } },
    select: { id: true, expiresAt: true, confirmedAt: true, endedAt: true },
  });
  if (!found) return null;
  const groups = await shop.db.productImportItem.groupBy({ by: ["state", "outcome"], where: { importId: id }, _count: true });
  const count = (of: (group: (typeof groups)[number]) => boolean) => groups.filter(of).reduce((sum, group) => sum + group._count, 0);
  const failed = { OR: [{ state: "wrong" }, { outcome: "failed" }] };
  const written = await readLines(shop, id, page);
  const wrong = await shop.db.productImportItem.findMany({
    ...{ where: { importId: id, ...failed }, orderBy: { position: "asc" }, take: SHOWN },
    select: { title: true, problems: true },
  });
  return {
    ...{ id, expiresAt: found.expiresAt, isConfirmed: found.confirmedAt !== null, isOver: found.endedAt !== null },
    counts: {
      new: count(({ state }) => state === "new"),
      changed: count(({ state }) => state === "changed"),
      unchanged: count(({ state }) => state === "unchanged"),
      wrong: count(({ state }) => state === "wrong"),
      done: count(({ outcome }) => outcome === "done"),
      failed: count(({ outcome }) => outcome === "failed"),
    },
    ...written,
    wrong: wrong.map(({ title, problems }) => ({ title, problems: problems as unknown as Problem[] })),
  };
}

async function readLines(shop: Shop, id: string, wanted: number): Promise<Pick<ImportView, "dangers" | "page" | "pages" | "items">> {
  const mine = Prisma.sql`product_import_items WHERE import_id = ${id}::uuid AND state = ANY(${[...WRITABLE]})`;
  const groups = await shop.db.$queryRaw<{ danger: Danger | null; count: number }[]>`
    SELECT ${DANGER} AS danger, count(*)::int AS count FROM ${mine} GROUP BY 1`;
  const countOf = (danger: Danger) => groups.find((group) => group.danger === danger)?.count ?? 0;
  const pages = Math.max(1, Math.ceil(groups.reduce((sum, { count }) => sum + count, 0) / PER_PAGE));
  const page = Math.min(Math.max(1, wanted), pages);
  const items = await shop.db.$queryRaw<ImportLine[]>`
    SELECT id, title, state, changes, differences, ${DANGER} AS danger, outcome, product_id AS "productId" FROM ${mine}
    ORDER BY array_position(ARRAY['title', 'price', 'onSale'], ${DANGER}) NULLS LAST, position
    LIMIT ${PER_PAGE} OFFSET ${(page - 1) * PER_PAGE}`;
  return { dangers: { title: countOf("title"), price: countOf("price"), onSale: countOf("onSale") }, page, pages, items };
}

/** The rows of what cannot be written or could not be, as they were in the file, each with what was wrong; null as above. */
export async function getFailedRows(
  shop: Shop,
  ownerId: number,
  id: string,
): Promise<{ headings: string[]; rows: { row: ReadRow; problems: Problem[] }[] } | null> {
  if (!ID.test(id)) return null;
  const found = await shop.db.productImport.findFirst({
    where: { id, ownerId, expiresAt: { gt: shop.now() } },
    select: {
      headings: true,
      items: {
        where: { OR: [{ state: "wrong" }, { outcome: "failed" }] },
        orderBy: { position: "asc" },
        select: { rows: true, problems: true },
      },
    },
  });
  if (!found) return null;
  const rows = found.items.flatMap((item) => {
    const problems = item.problems as unknown as Problem[];
    return (item.rows as unknown as ReadRow[]).map((row) => ({ row, problems: problems.filter((problem) => problem.row === row.no) }));
  });
  return { headings: found.headings, rows };
}
