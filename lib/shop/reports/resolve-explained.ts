import "server-only";
import type { Tx } from "@/lib/server/db";
import { dedupeKeyOf, subjectOf } from "@/lib/shop/discrepancies/discrepancy";
import { type BillFinding, openBillFindings } from "@/lib/shop/discrepancies/open-bill-findings";
import { resolveAgreed } from "@/lib/shop/discrepancies/resolve-discrepancies";
import { kindOf } from "./record-differences";
import { VERDICTS_THAT_FIT, type Verdict } from "./report";

type Line = { type: string; verdict: string; tradeNo: string; outRequestNo: string | null };

/**
 * Resolves what the comparison of a day explains: its own findings that it did not make again, and findings of any day whose line
 * fits now. `isPartial`: some lines of its bill cannot be read, which stays a finding.
 */
export async function resolveExplained(tx: Tx, day: string, { isPartial }: { isPartial: boolean }, at: Date): Promise<void> {
  const unreadable = dedupeKeyOf("bill_unreadable", subjectOf.day(day));
  for await (const page of openBillFindings(tx, day)) {
    const tradeNos = page.flatMap(({ tradeNo }) => tradeNo ?? []);
    const lines = await tx.reportLine.findMany({
      where: { day, tradeNo: { in: tradeNos } },
      select: { type: true, verdict: true, tradeNo: true, outRequestNo: true },
    });
    const explains = explainer(lines);
    const ids = page.flatMap((found) => (!(isPartial && found.dedupeKey === unreadable) && explains(found) ? [found.id] : []));
    await resolveAgreed(tx, ids, at);
  }
}

function explainer(lines: readonly Line[]): (found: BillFinding) => boolean {
  const fitting = new Set(lines.filter(isFitting).map(subjectOf.billLine));
  // Whether a line that cannot be read would fit is not known: what was found about it before stands.
  const unread = new Set(lines.filter(({ verdict }) => verdict === "unreadable").map(subjectOf.billLine));
  const standing = new Set(lines.flatMap((line) => keyOf(line) ?? []));
  return ({ dedupeKey, isOfDay }) => {
    const subject = dedupeKey.slice(dedupeKey.indexOf(":") + 1) as ReturnType<typeof subjectOf.billLine>;
    return !standing.has(dedupeKey) && !unread.has(subject) && (isOfDay || fitting.has(subject));
  };
}

function isFitting({ verdict }: Line): boolean {
  return VERDICTS_THAT_FIT.includes(verdict as Verdict);
}

function keyOf(line: Line): string | null {
  const kind = kindOf(line);
  return kind && dedupeKeyOf(kind, subjectOf.billLine(line));
}
