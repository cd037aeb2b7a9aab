import "server-only";
import { createHash } from "node:crypto";

/** What a page may call an upload. */
const KEY = /^[\w-]{8,80}$/;

/**
 * What tells an upload from every other: the key that its form made for it, where it goes and what it brings. The same one again is
 * the same upload; another picture with an old key is another one. Null without a usable key, as from a page of before there was one.
 */
export function uploadDigest(key: unknown, place: readonly (string | number)[], bytes: Uint8Array): string | null {
  if (typeof key !== "string" || !KEY.test(key)) return null;
  return createHash("sha256")
    .update(`${[key, ...place].join(":")}\n`)
    .update(bytes)
    .digest("hex");
}
