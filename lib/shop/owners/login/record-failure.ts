import "server-only";
import { visitorKey } from "@/lib/server/address";
import { limit } from "@/lib/server/rate-limit";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Shop } from "@/lib/shop/shop";
import type { Owner, Visitor } from "../owner";
import { logSeldom } from "./login-limits";

/** Each failure is a row that nobody can ever delete, so what strangers can cause is bounded, for one address and in all. */
const PER_IP = { points: 10, perSeconds: 3600 };
const IN_ALL = { points: 60, perSeconds: 3600 };
const ONCE_AN_HOUR = { points: 1, perSeconds: 3600 };

type Failure = { kind: "login_failed" | "second_step_failed" | "confirm_failed"; visitor: Visitor; owner: Owner | null };

/**
 * Notes in the audit trail that somebody did not get in. A login that is nobody's is not kept: people type passwords into that
 * field. Of more than the trail takes in an hour, one line says so.
 */
export async function recordFailure(shop: Shop, { kind, visitor: { ip, userAgent }, owner }: Failure): Promise<void> {
  const by = { ownerId: null, login: owner?.login ?? "", name: owner?.name ?? "", via: "web", ip, userAgent } as const;
  const hasRoom =
    (await limit(shop.pool, "audit-ip", visitorKey(ip), PER_IP)).ok && (await limit(shop.pool, "audit-all", "all", IN_ALL)).ok;
  if (hasRoom) await recordAudit(shop.db, { ...shop, by }, { kind });
  else if ((await limit(shop.pool, "audit-more", "all", ONCE_AN_HOUR)).ok)
    await recordAudit(shop.db, { ...shop, by }, { kind: "more_failed" });
  await logSeldom(shop, kind, "somebody did not get into the back office");
}
