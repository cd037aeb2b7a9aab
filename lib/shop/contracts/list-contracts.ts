import "server-only";
import type { Shop } from "@/lib/shop/shop";

/** current: new payments begin under it · leaving: configured to end what began under it · gone: not configured any more. */
export type ContractStanding = "current" | "leaving" | "gone";

export type ContractUse = {
  contract: string;
  standing: ContractStanding;
  /** Attempts that may still be paid, or whose end is not yet known. */
  openPayments: number;
  /** Refunds under way, and what Alipay reported of refunds and is not matched yet. */
  openRefunds: number;
  /** Of one that is being left: when it last took money of which something could still be given back, or null. */
  lastPaidAt: Date | null;
};

/**
 * What each contract is still needed for: those that are configured, and those under which something is still open. A contract
 * that the shop leaves can be switched off once nothing is open under it.
 */
export async function listContracts(shop: Shop): Promise<ContractUse[]> {
  const { gateways, db } = shop;
  const open = await db.$queryRaw<{ contract: string; payments: number; refunds: number }[]>`
    SELECT contract, sum(payments)::int AS payments, sum(refunds)::int AS refunds FROM (
      SELECT contract, 1 AS payments, 0 AS refunds FROM payment_attempts WHERE status = 'OPEN' AND started_at IS NOT NULL
      UNION ALL
      SELECT p.contract, 0, 1 FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.status = 'PENDING'
      UNION ALL
      SELECT p.contract, 0, 1 FROM reported_refunds r JOIN payments p ON p.trade_no = r.trade_no WHERE r.due_at IS NOT NULL
    ) AS it GROUP BY contract`;
  const configured = new Set(gateways.all.map(({ contract }) => contract));
  const names = new Set([...configured, ...open.map(({ contract }) => contract)]);
  return Promise.all(
    [...names].map(async (contract) => {
      const { payments = 0, refunds = 0 } = open.find((row) => row.contract === contract) ?? {};
      const standing = contract === gateways.current.contract ? "current" : configured.has(contract) ? "leaving" : "gone";
      const paidAt = standing === "leaving" ? await lastPaidAt(shop, contract) : null;
      return { contract, standing, openPayments: payments, openRefunds: refunds, lastPaidAt: paidAt };
    }),
  );
}

async function lastPaidAt({ db }: Shop, contract: string): Promise<Date | null> {
  const last = await db.payment.findFirst({
    where: { contract, refundingFen: { lt: db.payment.fields.amountFen } },
    select: { paidAt: true },
    orderBy: { paidAt: "desc" },
  });
  return last?.paidAt ?? null;
}
