import "server-only";
import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import type { Shop } from "@/lib/shop/shop";

export const SETUP_CODE_KEY = "setup_code_hash";
/** No 0/O, 1/I/L: the code is read from a console and typed on a phone. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 8;

/**
 * Creates the one-time code with which whoever reads the console becomes the owner; an earlier code stops working.
 * Only its hash is kept. Returns null when the shop has an owner.
 */
export async function ensureSetupCode(shop: Shop): Promise<string | null> {
  const code = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  const written = await shop.db.$executeRaw`
    INSERT INTO settings (key, value) SELECT ${SETUP_CODE_KEY}, ${hashSetupCode(code)}
    WHERE NOT EXISTS (SELECT 1 FROM owners)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value`;
  return written === 1 ? `${code.slice(0, 4)}-${code.slice(4)}` : null;
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
