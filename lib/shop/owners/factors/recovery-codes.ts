import "server-only";
import { createHash, randomInt } from "node:crypto";
import type { Tx } from "@/lib/server/db";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import { lockOwner } from "../lock-owner";
import { isStillIn } from "../sessions/is-still-in";
import type { Session } from "../sessions/session";

const HOW_MANY = 10;
/** No 0/O, 1/I/L: a code is read from paper. Sixteen of these letters are 79 random bits. */
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 16;

/**
 * Makes new recovery codes; earlier ones stop working. They are returned this once, and only hashes are kept. Refuses a session that
 * has ended meanwhile.
 */
export async function makeRecoveryCodes(shop: Shop, session: Session): Promise<Result<{ codes: string[] }, "not_verified">> {
  const { owner } = session;
  const codes = Array.from({ length: HOW_MANY }, newCode);
  return shop.db.$transaction(async (tx) => {
    await lockOwner(tx, owner.id);
    if (!(await isStillIn(tx, session))) return refuse("not_verified");
    await tx.ownerRecoveryCode.deleteMany({ where: { ownerId: owner.id } });
    await tx.ownerRecoveryCode.createMany({ data: codes.map((code) => ({ codeHash: hashCode(code), ownerId: owner.id })) });
    await recordAudit(tx, shop, { kind: "recovery_codes_made", after: { codes: HOW_MANY } });
    return { ok: true, codes };
  });
}

/** Uses a recovery code up, in the transaction of the login that it opens. Returns whether it was one. */
export async function spendRecoveryCode(tx: Tx, ownerId: number, typed: string, now: Date): Promise<boolean> {
  const { count } = await tx.ownerRecoveryCode.updateMany({
    where: { codeHash: hashCode(typed), ownerId, usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return letters.replace(/.{4}(?=.)/g, "$&-");
}

/** As people type it: case, blanks and dashes do not matter. */
function hashCode(typed: string): string {
  return createHash("sha256").update(typed.toUpperCase().replace(/[\s-]/g, "")).digest("hex");
}
