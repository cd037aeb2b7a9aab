import "server-only";
import type { Row } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { AUDIT_KINDS, type AuditGroup, type AuditKind, type AuditValues } from "./audit-entry";

const PAGE_SIZE = 30;

const SELECT = {
  ...{ id: true, at: true, kind: true, ownerId: true, login: true, name: true, via: true, ip: true, userAgent: true },
  ...{ subject: true, subjectName: true, before: true, after: true },
} as const satisfies Prisma.AuditEntrySelect;

export type ListedEntry = Omit<Row<"auditEntry", typeof SELECT>, "kind" | "before" | "after"> & {
  kind: AuditKind;
  before: AuditValues | null;
  after: AuditValues | null;
};

/** Whose actions: one of the back office's; of those who did not get in; of the machine's own console. */
export type AuditPerson = { ownerId: number } | "stranger" | "console";

export type AuditFilter = { group?: AuditGroup | undefined; person?: AuditPerson | undefined };

/** A page of the audit trail, newest first. `next` is where the following page begins; null at the end. */
export async function listAudit(
  shop: Shop,
  { group, person, before }: AuditFilter & { before?: bigint | undefined },
): Promise<{ entries: ListedEntry[]; next: bigint | null }> {
  const rows = await shop.db.auditEntry.findMany({
    where: {
      ...(group && { kind: { in: [...AUDIT_KINDS[group]] } }),
      ...(person && whose(person)),
      ...(before !== undefined && { id: { lt: before } }),
    },
    select: SELECT,
    orderBy: { id: "desc" },
    take: PAGE_SIZE + 1,
  });
  const entries = rows.slice(0, PAGE_SIZE) as ListedEntry[];
  return { entries, next: rows.length > PAGE_SIZE ? (entries.at(-1)?.id ?? null) : null };
}

function whose(person: AuditPerson): Prisma.AuditEntryWhereInput {
  if (person === "stranger") return { ownerId: null, via: "web" };
  return person === "console" ? { via: "console" } : person;
}

export type AuditPersonName = { id: number; login: string; name: string; isRemoved: boolean };

/** Everybody who may be asked for: whoever works here, and then whoever did. */
export async function listAuditPeople(shop: Shop): Promise<AuditPersonName[]> {
  const rows = await shop.db.owner.findMany({ select: { id: true, login: true, name: true, removedAt: true }, orderBy: { id: "asc" } });
  const people = rows.map(({ removedAt, ...person }) => ({ ...person, isRemoved: removedAt !== null }));
  return people.sort((one, other) => Number(one.isRemoved) - Number(other.isRemoved));
}
