import "server-only";
import type { Protocol } from "@/lib/alipay/gateway";
import { resolveGoneContracts } from "@/lib/shop/discrepancies/resolve-discrepancies";
import type { Shop } from "@/lib/shop/shop";
import { hurryUnanswered } from "./hurry-unanswered";
import { listContracts } from "./list-contracts";

const PROTOCOLS: Protocol[] = ["wap-token", "openapi"];

/**
 * At the shop's start, with the contracts that it is configured with now: what is older than the names of contracts gets the
 * name of its own, what the owner was told of because its contract was missing goes on if that is back, what was unknown under other
 * keys is asked about with the new ones, and the log says what cannot go on.
 */
export async function takeUpContracts(shop: Shop): Promise<void> {
  await nameContracts(shop);
  const configured = shop.gateways.all.map(({ contract }) => contract);
  await resolveGoneContracts(shop.db, configured, shop.now());
  await askWithNewKeys(shop);
  for (const { contract, standing, openPayments, openRefunds } of await listContracts(shop)) {
    if (standing === "gone")
      shop.log.error(
        { contract, openPayments, openRefunds },
        "a contract is not configured, and something is open under it (ALIPAY_PREVIOUS_…)",
      );
  }
}

async function nameContracts({ db, gateways }: Shop): Promise<void> {
  for (const protocol of PROTOCOLS) {
    if (!gateways.has(protocol)) continue;
    const { contract } = gateways.of(protocol);
    await db.paymentAttempt.updateMany({ where: { contract: protocol }, data: { contract } });
    await db.payment.updateMany({ where: { contract: protocol }, data: { contract } });
  }
}

/** Keys of which no message has verified yet are new ones. */
async function askWithNewKeys(shop: Shop): Promise<void> {
  for (const { identity, contract } of shop.gateways.all) {
    const proven = await shop.db.contractStanding.count({ where: { identity, verifiedAt: { not: null } } });
    if (proven === 0) await hurryUnanswered(shop, contract);
  }
}
