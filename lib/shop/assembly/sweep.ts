import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "../shop";

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
const BATCH = 1_000;
/** What was sent to the owner, and what was given up, is listed for so long. */
const KEEP_ALERTS_MS = 30 * DAY_MS;
/** What a buyer left to get word of an order, and what was sent: long enough for a late refund. */
const KEEP_WORDS_MS = 90 * DAY_MS;
/** A page that is still open sends its upload again within this time. */
const KEEP_UPLOADS_MS = 2 * DAY_MS;
/** Browsers keep a cookie for no longer. */
const FORGET_DEVICE_MS = 400 * DAY_MS;
/** A browser that put something into its cart and took it out again is forgotten after this time. */
const EMPTY_BROWSER_MS = 2 * DAY_MS;

type Rule = { name: string; table: string; key: string; where: Prisma.Sql; change?: Prisma.Sql };

/**
 * Clears away what is of no more use: spent rate limits, ended owner sessions and logins, files of goods and of shipments, browsers long gone, addresses long unused, refused and foreign notices, the raw text of old notices, alerts and words that were sent, what buyers left for orders that have long ended, carts
 * and browsers that never ordered. In batches, each a statement of its own, so that a table of any size gets smaller and nothing
 * waits for it.
 * @returns how many rows went or were emptied
 */
export async function sweep(shop: Shop): Promise<number> {
  let swept = 0;
  for (const rule of rulesAt(shop)) swept += await sweepOne(shop, rule);
  return swept;
}

function rulesAt(shop: Shop): Rule[] {
  const { refusedNoticesMs, noticeTextsMs, idleBrowsersMs } = shop.config.keep;
  const ago = (ms: number) => new Date(shop.now().getTime() - ms);
  const isStrange = Prisma.sql`verdict IN ('rejected', 'foreign') AND order_id IS NULL`;
  return [
    { name: "rate limits", table: "rate_limits", key: "key", where: Prisma.sql`expire < ${shop.now().getTime()}` },
    { name: "alerts", table: "alerts", key: "id", where: Prisma.sql`ended_at < ${ago(KEEP_ALERTS_MS)}` },
    { name: "words to buyers", table: "buyer_words", key: "id", where: Prisma.sql`ended_at < ${ago(KEEP_WORDS_MS)}` },
    {
      name: "buyers' contacts",
      table: "order_contacts",
      key: "order_id",
      where: Prisma.sql`EXISTS (SELECT 1 FROM orders o WHERE o.id = it.order_id AND o.status IN ('COMPLETED', 'CLOSED')
        AND COALESCE(o.completed_at, o.closed_at) < ${ago(KEEP_WORDS_MS)})`,
    },
    { name: "owner sessions", table: "owner_sessions", key: "id", where: Prisma.sql`expires_at < ${shop.now()}` },
    { name: "waiting logins", table: "pending_logins", key: "token_hash", where: Prisma.sql`expires_at < ${shop.now()}` },
    { name: "files of goods", table: "product_imports", key: "id", where: Prisma.sql`expires_at < ${shop.now()}` },
    { name: "files of shipments", table: "shipment_files", key: "id", where: Prisma.sql`expires_at < ${shop.now()}` },
    { name: "uploads", table: "uploads", key: "digest", where: Prisma.sql`created_at < ${ago(KEEP_UPLOADS_MS)}` },
    {
      name: "refund pictures",
      table: "refund_pictures",
      key: "id",
      where: Prisma.sql`EXISTS (SELECT 1 FROM refunds r WHERE r.id = it.refund_id AND r.ended_at < ${ago(shop.config.refundPictures.keepMs)})`,
    },
    { name: "owner devices", table: "owner_devices", key: "id", where: Prisma.sql`used_at < ${ago(FORGET_DEVICE_MS)}` },
    {
      name: "refused and foreign notices",
      table: "notify_deliveries",
      key: "id",
      where: Prisma.sql`${isStrange} AND received_at < ${ago(refusedNoticesMs)}`,
    },
    {
      name: "texts of notices",
      table: "notify_deliveries",
      key: "id",
      where: Prisma.sql`body <> '' AND received_at < ${ago(noticeTextsMs)}`,
      change: Prisma.sql`body = ''`,
    },
    { name: "addresses", table: "buyer_addresses", key: "id", where: Prisma.sql`used_at < ${ago(FORGET_DEVICE_MS)}` },
    {
      // What a checkout begins with goes with its entry in the book, where each order's address is.
      name: "last addresses",
      table: "buyers",
      key: "id",
      where: Prisma.sql`address IS NOT NULL AND created_at < ${ago(FORGET_DEVICE_MS)}
        AND NOT EXISTS (SELECT 1 FROM buyer_addresses a WHERE a.buyer_id = it.id
          AND a.name = it.address->>'name' AND a.phone = it.address->>'phone' AND a.detail = it.address->>'detail')`,
      change: Prisma.sql`address = NULL`,
    },
    {
      name: "browsers",
      table: "buyers",
      key: "id",
      where: Prisma.sql`created_at < ${ago(EMPTY_BROWSER_MS)}
        AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.buyer_id = it.id)
        AND NOT EXISTS (SELECT 1 FROM buyer_addresses a WHERE a.buyer_id = it.id AND a.used_at >= ${ago(idleBrowsersMs)})
        AND NOT EXISTS (SELECT 1 FROM cart_items c WHERE c.buyer_id = it.id AND c.created_at >= ${ago(idleBrowsersMs)})`,
    },
  ];
}

async function sweepOne(shop: Shop, { name, table, key, where, change }: Rule): Promise<number> {
  const [target, column] = [Prisma.raw(table), Prisma.raw(key)];
  const verb = change ? Prisma.sql`UPDATE ${target} SET ${change}` : Prisma.sql`DELETE FROM ${target}`;
  for (let swept = 0; ; ) {
    const count = await shop.db.$executeRaw`
      ${verb} WHERE ${column} IN (SELECT it.${column} FROM ${target} it WHERE ${where} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
    swept += count;
    if (count < BATCH) {
      if (swept > 0) shop.log.info({ what: name, rows: swept }, "swept");
      return swept;
    }
  }
}
