import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Shop } from "@/lib/shop/shop";

/** How long a passkey may take to answer, in ms. */
const VALID_MS = 5 * 60_000;
const SECRET_KEY = "passkey_challenge_secret";
const TIME_BYTES = 8;
const NONCE_BYTES = 16;

/** What is asked for, and in which session or waiting login: a challenge for one is none for another. */
export type ChallengePurpose = "login" | `second:${string}` | `register:${bigint}` | `confirm:${bigint}`;

/**
 * A challenge for a passkey. It says itself when and for what it was made, under a MAC, so that a stranger who asks for a million
 * of them writes no row; that each counts once is held by `spendPasskey`.
 */
export async function newChallenge(shop: Shop, purpose: ChallengePurpose): Promise<Uint8Array<ArrayBuffer>> {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(shop.now().getTime()));
  const head = Buffer.concat([time, randomBytes(NONCE_BYTES)]);
  return new Uint8Array(Buffer.concat([head, sign(await readSecret(shop), purpose, head)]));
}

/** When a challenge (base64url) was made for this purpose; null for one that is too old, for another purpose, or not ours. */
export async function readChallenge(shop: Shop, purpose: ChallengePurpose, challenge: string): Promise<Date | null> {
  const bytes = Buffer.from(challenge, "base64url");
  const head = bytes.subarray(0, TIME_BYTES + NONCE_BYTES);
  const given = bytes.subarray(TIME_BYTES + NONCE_BYTES);
  const expected = sign(await readSecret(shop), purpose, head);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const at = Number(head.readBigUInt64BE());
  return shop.now().getTime() - at < VALID_MS ? new Date(at) : null;
}

function sign(secret: Buffer, purpose: ChallengePurpose, head: Buffer): Buffer {
  return createHmac("sha256", secret).update(`${purpose}\n`).update(head).digest();
}

/** Made by whichever instance needs it first, and the same for all. */
async function readSecret(shop: Shop): Promise<Buffer> {
  const read = () => shop.db.setting.findUnique({ where: { key: SECRET_KEY }, select: { value: true } });
  let stored = await read();
  if (!stored) {
    await shop.db.setting.createMany({
      data: [{ key: SECRET_KEY, value: randomBytes(32).toString("base64url") }],
      skipDuplicates: true,
    });
    stored = await read();
  }
  if (!stored) throw new Error("the secret of the challenges cannot be kept");
  return Buffer.from(stored.value, "base64url");
}
