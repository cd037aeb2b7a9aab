import "server-only";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { Tx } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import type { KeptFinding, ShownFinding } from "./step";

/** `isCurrent`: it speaks of the contract and keys with which new payments begin now. */
export type Check = { checkedAt: Date; isCurrent: boolean; findings: ShownFinding[] };

/** What the last check on the page found; null when there was none. */
export async function readCheck(shop: Pick<Shop, "gateways"> & { db: Shop["db"] | Tx }): Promise<Check | null> {
  const row = await shop.db.shopOpening.findUnique({
    where: { id: 1 },
    select: { checkedAt: true, checkedIdentity: true, findings: true },
  });
  if (!row?.checkedAt) return null;
  // Written by check-contract.ts alone.
  const kept = row.findings as unknown as KeptFinding[];
  const findings = kept.map((one) => ({ ...one, why: whyOf(one) }));
  return { checkedAt: row.checkedAt, isCurrent: row.checkedIdentity === shop.gateways.current.identity, findings };
}

/** A finding may be of an older version, whose causes have no words any more. */
function whyOf({ finding }: KeptFinding): ShownFinding["why"] {
  const causes = finding.code === "unverified" ? finding.causes : finding.code === "key" ? [finding.cause] : [];
  return causes.flatMap((cause) => doctorText.zh[cause] ?? []);
}
