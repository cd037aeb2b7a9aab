import "server-only";
import { createHash, randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";

/** Each start of an instance has a key of its own behind this; what an older version wrote has none. */
const KEY = "setup_code_hash";
/** So many codes work at a time, the newest ones: more instances than that are not set up at once. */
const MOST_CODES = 8;
/** No 0/O, 1/I/L: the code is read from a console and typed on a phone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;

/**
 * Creates a one-time code with which whoever reads the console becomes the owner. Those that other instances have printed go on working,
 * the newest of them, until there is an owner. Only its hash is kept. Returns null when the shop has an owner, and sweeps what is left of
 * codes then.
 */
export async function ensureSetupCode(shop: Shop): Promise<string | null> {
  const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  // Keys are in the order of their time.
  const key = `${KEY}:${shop.now().toISOString()}:${randomUUID()}`;
  const written = await shop.db.$executeRaw`
    INSERT INTO settings (key, value) SELECT ${key}, ${hashSetupCode(code)} WHERE NOT EXISTS (SELECT 1 FROM owners)`;
  const codes = await shop.db.setting.findMany({ where: { key: { startsWith: KEY } }, select: { key: true } });
  const newest = codes.map((one) => one.key).sort();
  const swept = written === 1 ? newest.slice(0, -MOST_CODES) : newest;
  await shop.db.setting.deleteMany({ where: { key: { in: swept } } });
  return written === 1 ? `${code.slice(0, 4)}-${code.slice(4)}` : null;
}

/** Whether `typed` is one of the codes that wait for an owner. */
export async function isAwaitedCode({ db }: Pick<Shop, "db">, typed: string): Promise<boolean> {
  const codes = await db.setting.findMany({ where: { key: { startsWith: KEY } }, select: { value: true } });
  return codes.filter(({ value }) => isSetupCode(typed, value)).length > 0;
}

/**
 * Burns all codes; false when that one is burnt already. Of two who set up at once, the second waits here for the first, whichever codes
 * they have, and then finds none.
 */
export async function burnCodes(tx: Tx, typed: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ key: string; value: string }[]>`
    SELECT key, value FROM settings WHERE starts_with(key, ${KEY}) ORDER BY key FOR UPDATE`;
  await tx.setting.deleteMany({ where: { key: { in: rows.map(({ key }) => key) } } });
  return rows.some(({ value }) => isSetupCode(typed, value));
}

/** The hash of a code as people type it: case, spaces and dashes do not matter. */
export function hashSetupCode(typed: string): string {
  return createHash("sha256").update(typed.toUpperCase().replace(/[\s-]/g, "")).digest("hex");
}

/** Whether `typed` is the code with this hash; compared in constant time. */
export function isSetupCode(typed: string, storedHash: string | undefined): boolean {
  if (!storedHash) return false;
  const given = Buffer.from(hashSetupCode(typed));
  const stored = Buffer.from(storedHash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}
