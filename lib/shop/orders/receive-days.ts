import "server-only";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { DAY_MS } from "@/lib/shop/day";
import type { Shop } from "@/lib/shop/shop";

const KEY = "receive_days";
/** How long buyers are given where the owner has said nothing, in days. */
export const USUAL_RECEIVE_DAYS = 10;
export const MOST_RECEIVE_DAYS = 60;
/** How much longer a buyer who asks for it has, once, in days. */
export const EXTENSION_DAYS = 3;

type Settings = { setting: Pick<Shop["db"]["setting"], "findUnique"> };

/** So many days after its last parcel an order counts as received; 0: only when its buyer says so. */
export async function readReceiveDays(db: Settings): Promise<number> {
  const setting = await db.setting.findUnique({ where: { key: KEY } });
  return setting && /^\d{1,2}$/.test(setting.value) ? Number(setting.value) : USUAL_RECEIVE_DAYS;
}

/** Sets it, for what is sent from now on: a whole number of days up to `MOST_RECEIVE_DAYS`, 0 for never. */
export async function saveReceiveDays(shop: Shop, days: number): Promise<void> {
  await shop.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${KEY}, 0))`;
    const before = { receiveDays: await readReceiveDays(tx) };
    const value = String(days);
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });
    await recordAudit(tx, shop, { kind: "receive_days_set", before, after: { receiveDays: days } });
  });
}

/** When an order whose last parcel went at this time counts as received; null: never by itself. */
export async function receiveBy(db: Settings, at: Date, { receiveExtended }: { receiveExtended: boolean }): Promise<Date | null> {
  const days = await readReceiveDays(db);
  return days === 0 ? null : new Date(at.getTime() + (days + (receiveExtended ? EXTENSION_DAYS : 0)) * DAY_MS);
}
