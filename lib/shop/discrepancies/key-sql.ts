import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { DiscrepancyKind } from "./discrepancy";

/**
 * What dedupeKeyOf makes of a kind and a subject, as a piece of a statement that looks for discrepancies of many rows at once.
 * `kind` is a kind or an expression for one, `subject` an expression for the text that `subjectOf` makes.
 */
export function dedupeKeySql(kind: DiscrepancyKind | Prisma.Sql, subject: Prisma.Sql): Prisma.Sql {
  const ofKind = typeof kind === "string" ? Prisma.sql`${kind}::text` : kind;
  return Prisma.sql`(${ofKind} || ':' || ${subject})`;
}
