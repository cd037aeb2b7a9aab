import "server-only";
import type { Shop } from "@/lib/shop/shop";

/**
 * Notes which 满减 are on by the clock, for the worker. Nothing decides by it: it changes their rows when their time comes and goes, so
 * that pages that are kept are made anew then (docs/decisions/0025). Gives how many it has turned.
 */
export async function turnReductions({ db, now }: Pick<Shop, "db" | "now">): Promise<number> {
  const at = now();
  return db.$executeRaw`UPDATE promotions m SET shown = NOT m.shown
    WHERE m.kind = 'reduction' AND m.shown <> (m.active AND m.starts_at <= ${at}::timestamptz AND ${at}::timestamptz < m.ends_at)`;
}
