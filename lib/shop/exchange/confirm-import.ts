import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Draft, Problem } from "./draft";
import { RESULT_MS, WRITABLE } from "./import-item";
import { type Written, writeDraft } from "./write-draft";

/** How long a form waits for what it began; the worker does the rest. */
const IN_THE_FORM_MS = 4_000;
const AT_A_TIME_MS = 5_000;

/**
 * Takes the owner's word for a file that was looked at, and writes its products, each whole or not at all and each once, however
 * often and in however many tabs the word is given; what takes longer than a form may, the worker goes on with. Refuses a file that
 * is gone, over, or another owner's.
 */
export async function confirmImport(shop: Shop, id: string): Promise<Result<{ isOver: boolean }, "gone">> {
  const ownerId = shop.by?.ownerId ?? null;
  if (ownerId === null) throw new Error("an import has an owner");
  const isTaken = await shop.db.$transaction(async (tx) => {
    const now = shop.now();
    const { count } = await tx.productImport.updateMany({
      where: { id, ownerId, confirmedAt: null, expiresAt: { gt: now } },
      data: { confirmedAt: now, expiresAt: new Date(now.getTime() + RESULT_MS) },
    });
    if (count === 0) return (await tx.productImport.count({ where: { id, ownerId, confirmedAt: { not: null } } })) > 0;
    const products = await tx.productImportItem.count({ where: { importId: id, state: { in: [...WRITABLE] } } });
    await recordAudit(tx, shop, { kind: "goods_imported", after: { products } });
    return true;
  });
  if (!isTaken) return refuse("gone");
  const { isOver } = await writeItems(shop, id, IN_THE_FORM_MS);
  return { ok: true, isOver };
}

/**
 * The worker's part: goes on with what was confirmed and is not over, each file on its own, so that one that cannot go on holds up no
 * other; it is logged, and tried again until what came of it is no longer kept. Returns how many products it was at.
 */
export async function continueImports(shop: Shop): Promise<number> {
  const open = await shop.db.productImport.findMany({
    where: { confirmedAt: { not: null }, endedAt: null, expiresAt: { gt: shop.now() } },
    orderBy: { confirmedAt: "asc" },
    select: { id: true, ownerId: true, by: true },
  });
  let written = 0;
  for (const { id, ownerId, by } of open) {
    const who = by as { login: string; ip: string; userAgent: string };
    try {
      written += (await writeItems({ ...shop, by: { ownerId, via: "web", ...who } }, id, AT_A_TIME_MS)).written;
    } catch (error) {
      shop.log.error({ err: error, importId: id }, "a file of goods could not be written on");
    }
  }
  return written;
}

/** Time is the machine's, as the shop's clock may stand still in tests. */
async function writeItems(shop: Shop, importId: string, forMs: number): Promise<{ isOver: boolean; written: number }> {
  const until = performance.now() + forMs;
  let written = 0;
  while (performance.now() < until) {
    if (!(await writeNext(shop, importId))) return { isOver: await end(shop, importId), written };
    written++;
  }
  return { isOver: false, written };
}

async function end(shop: Shop, importId: string): Promise<boolean> {
  const left = await shop.db.productImportItem.count({ where: { importId, outcome: null, state: { in: [...WRITABLE] } } });
  if (left > 0) return false; // another instance is at it
  await shop.db.productImport.updateMany({ where: { id: importId, endedAt: null }, data: { endedAt: shop.now() } });
  return true;
}

class Undone extends Error {
  constructor(
    readonly itemId: bigint,
    readonly problems: Problem[],
  ) {
    super("nothing of the product was written");
  }
}

/** Writes the next product, with its outcome in the same transaction. False when there is none that nobody is at. */
async function writeNext(shop: Shop, importId: string): Promise<boolean> {
  try {
    return await shop.db.$transaction((tx) => writeOne(tx, shop, importId));
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
    const { itemId, problems } = error;
    await shop.db.productImportItem.updateMany({ where: { id: itemId, outcome: null }, data: { outcome: "failed", problems } });
    return true;
  }
}

async function writeOne(tx: Tx, shop: Shop, importId: string): Promise<boolean> {
  const [taken] = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM product_import_items WHERE import_id = ${importId}::uuid AND outcome IS NULL AND state IN ('new', 'changed')
    ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED`;
  if (!taken) return false;
  const item = await tx.productImportItem.findUniqueOrThrow({
    where: { id: taken.id },
    select: { draft: true, seen: true, fingerprint: true, import: { select: { makeCategories: true } } },
  });
  const written = await tryToWrite(tx, shop, {
    draft: item.draft as unknown as Draft,
    seen: item.seen as Record<string, number>,
    fingerprint: item.fingerprint,
    makeCategories: item.import.makeCategories,
  });
  if ("problems" in written) throw new Undone(taken.id, written.problems);
  await tx.productImportItem.update({ where: { id: taken.id }, data: { outcome: "done", productId: written.productId } });
  return true;
}

/**
 * A key that somebody else took at the same moment is a change since. Whatever else is thrown is logged and fails this product alone: the
 * file must come to its end.
 */
async function tryToWrite(tx: Tx, shop: Shop, input: Parameters<typeof writeDraft>[2]): Promise<Written> {
  try {
    return await writeDraft(tx, shop, input);
  } catch (error) {
    const isTaken = typeof error === "object" && error !== null && "code" in error && error.code === "P2002";
    if (!isTaken) shop.log.error({ err: error }, "a product of a file could not be written");
    return { problems: [{ row: input.draft.variants[0]?.row ?? 0, code: isTaken ? "moved" : "broken" }] };
  }
}
