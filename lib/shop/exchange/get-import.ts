import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { Difference } from "./differences";
import type { Problem } from "./draft";
import { type ItemState, WRITABLE } from "./import-item";
import type { Change } from "./plan-draft";
import type { ReadRow } from "./sheet";

/** Lines that the page shows of each kind; the whole is in the file of what failed. */
const SHOWN = 200;

export type ImportView = {
  id: string;
  expiresAt: Date;
  isConfirmed: boolean;
  isOver: boolean;
  counts: Record<ItemState, number> & { done: number; failed: number };
  /** Of what is to be written, or was. */
  items: {
    title: string;
    state: ItemState;
    changes: Change[];
    differences: Difference[];
    outcome: string | null;
    productId: number | null;
  }[];
  wrong: { title: string; problems: Problem[] }[];
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A file that an owner brought in, for its page; null for what is gone, over, or another owner's. */
export async function getImport(shop: Shop, ownerId: number, id: string): Promise<ImportView | null> {
  if (!ID.test(id)) return null;
  const found = await shop.db.productImport.findFirst({
    where: { id, ownerId, expiresAt: { gt: shop.now() } },
    select: { id: true, expiresAt: true, confirmedAt: true, endedAt: true },
  });
  if (!found) return null;
  const groups = await shop.db.productImportItem.groupBy({ by: ["state", "outcome"], where: { importId: id }, _count: true });
  const count = (of: (group: (typeof groups)[number]) => boolean) => groups.filter(of).reduce((sum, group) => sum + group._count, 0);
  const failed = { OR: [{ state: "wrong" }, { outcome: "failed" }] };
  const some = { importId: id, orderBy: { position: "asc" }, take: SHOWN } as const;
  const items = await shop.db.productImportItem.findMany({
    ...{ where: { importId: id, state: { in: [...WRITABLE] } }, orderBy: some.orderBy, take: some.take },
    select: { title: true, state: true, changes: true, differences: true, outcome: true, productId: true },
  });
  const wrong = await shop.db.productImportItem.findMany({
    ...{ where: { importId: id, ...failed }, orderBy: some.orderBy, take: some.take },
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
    items: items.map((item) => ({
      ...{ ...item, state: item.state as ItemState, changes: item.changes as Change[] },
      differences: item.differences as unknown as Difference[],
    })),
    wrong: wrong.map(({ title, problems }) => ({ title, problems: problems as unknown as Problem[] })),
  };
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
