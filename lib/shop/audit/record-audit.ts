import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import type { AuditInput, AuditValues } from "./audit-entry";

const MAX_NAME_LENGTH = 200;
const MAX_USER_AGENT_LENGTH = 300;

/**
 * Writes a line of the audit trail, in the transaction of what it tells: both are there, or neither. The one writer of the trail.
 * Who and where come from `shop.by`; while a buyer or the worker acts nothing is written, since the order's timeline tells of that.
 * Of `before` and `after` only the values that differ are kept, and nothing is written when both are given and none does.
 */
export async function recordAudit(
  tx: Pick<Tx, "auditEntry">,
  shop: Pick<Shop, "by" | "now">,
  { kind, subject = "", name = "", before, after }: AuditInput,
): Promise<void> {
  if (!shop.by) return;
  const changed = before && after ? differing(before, after) : null;
  if (changed?.length === 0) return;
  const { userAgent, name: who = "", ...by } = shop.by;
  await tx.auditEntry.create({
    data: {
      ...by,
      name: who,
      userAgent: userAgent.slice(0, MAX_USER_AGENT_LENGTH),
      at: shop.now(),
      kind,
      subject: String(subject),
      subjectName: name.slice(0, MAX_NAME_LENGTH),
      ...(before && { before: pick(before, changed) }),
      ...(after && { after: pick(after, changed) }),
    },
  });
}

function differing(before: AuditValues, after: AuditValues): string[] {
  return Object.keys(after).filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

function pick(values: AuditValues, names: string[] | null) {
  const kept = names ? names.map((name) => [name, values[name] ?? null] as const) : Object.entries(values);
  return Object.fromEntries(kept.map(([name, value]) => [name, Array.isArray(value) ? [...value] : value] as const)) as Record<
    string,
    string | number | boolean | null | string[]
  >;
}
