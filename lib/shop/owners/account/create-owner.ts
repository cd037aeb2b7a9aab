import "server-only";
import { visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { hasOwner } from "../has-owner";
import { judgePassword, type PasswordProblem } from "../judge-password";
import { OWNER_SELECT, type Owner, type Visitor } from "../owner";
import { hashPassword } from "../password";
import { burnCodes, isAwaitedCode } from "../setup-code";

/** 31^8 codes against 60 tries in ten minutes: guessing one takes longer than a console is left unread. */
const PER_IP = { points: 10, perSeconds: 600 };
const IN_ALL = { points: 60, perSeconds: 600 };

type Setup = Visitor & { code: string; login: string; password: string };

/**
 * First-run setup: creates the one owner and deletes the codes in the same transaction. `login` has been
 * checked by the form. Refuses a wrong code, a weak password, too many tries, and a shop that has an owner.
 */
export async function createOwner(
  shop: Shop,
  { code, login, password, ip, userAgent }: Setup,
): Promise<Result<{ owner: Owner }, "owner_exists" | "wrong_code" | PasswordProblem | Refusal<"limited", { retryAfterS: number }>>> {
  if (await hasOwner(shop)) return refuse("owner_exists");
  const tries = [await limit(shop.pool, "setup-ip", visitorKey(ip), PER_IP), await limit(shop.pool, "setup", "all", IN_ALL)];
  const refused = tries.find((one) => !one.ok);
  if (refused) return refuse("limited", { retryAfterS: refused.retryAfterS });

  if (!(await isAwaitedCode(shop, code))) return refuse("wrong_code");
  const { name: shopName } = await readProfile(shop);
  const problem = judgePassword(shop, { login, password, shopName });
  if (problem) return refuse(problem);
  const passwordHash = await hashPassword(password);
  return shop.db.$transaction(async (tx) => {
    if (!(await burnCodes(tx, code)) || (await tx.owner.count()) > 0) return refuse("owner_exists");
    const owner = await tx.owner.create({ data: { login, passwordHash, role: "OWNER", createdAt: shop.now() }, select: OWNER_SELECT });
    const by = { ownerId: owner.id, login, via: "web", ip, userAgent } as const;
    await recordAudit(tx, { ...shop, by }, { kind: "owner_created" });
    return { ok: true, owner };
  });
}
