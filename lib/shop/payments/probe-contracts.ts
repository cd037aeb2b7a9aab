import "server-only";
import { PROBE_EVERY_MS } from "@/lib/shop/contracts/raise-alarm";
import { readAlarms } from "@/lib/shop/contracts/read-alarms";
import type { ContractAlarm } from "@/lib/shop/contracts/standing";
import { storedNames } from "@/lib/shop/gateways";
import { newOutTradeNo } from "@/lib/shop/orders/order-no";
import type { Shop } from "@/lib/shop/shop";
import { askGateway } from "./refresh-payment";

/**
 * Tries the contracts that have an alarm again, each once in a while whichever instance does it: with the checkout closed nobody else
 * may. What the gateway answers ends the alarm or does not, as any other answer of it (contracts/note-word.ts).
 */
export async function probeContracts(shop: Shop): Promise<void> {
  for (const alarm of await readAlarms(shop)) if (await takeTurn(shop, alarm)) await probe(shop, alarm);
}

/** A time in the future is of a clock that was put back since. */
async function takeTurn(shop: Shop, { identity, door }: ContractAlarm): Promise<boolean> {
  const at = shop.now();
  const next = new Date(at.getTime() + PROBE_EVERY_MS);
  const { count } = await shop.db.contractStanding.updateMany({
    where: { identity, door, alarmedAt: { not: null }, OR: [{ probeAt: { lte: at } }, { probeAt: { gt: next } }] },
    data: { probeAt: next },
  });
  return count > 0;
}

/**
 * With a payment of which the answer is owed, if there is one: its answer settles that as well. Otherwise with a number that nobody
 * has. A token is no trade: without a buyer who logs in with it nothing comes of it (docs/wire/alipay-wap.md §1.1).
 */
async function probe(shop: Shop, { identity, contract, door }: ContractAlarm): Promise<void> {
  const gateway = shop.gateways.all.find((one) => one.identity === identity);
  if (!gateway) return;
  const outTradeNo = newOutTradeNo(shop.now(), shop.config.numberPrefix);
  if (door === "token") {
    const { shopUrl } = shop.config;
    const addresses = { returnUrl: `${shopUrl}/api/alipay/return`, notifyUrl: `${shopUrl}/api/alipay/notify`, quitUrl: shopUrl };
    await gateway.startPayment({ outTradeNo, amountFen: 1, subject: outTradeNo, expiresInMinutes: 1, ...addresses });
    return;
  }
  const owed = await shop.db.paymentAttempt.findFirst({
    where: { status: "OPEN", startedAt: { not: null }, unansweredSince: { not: null }, contract: { in: storedNames(contract) } },
    select: { id: true, outTradeNo: true },
    orderBy: { startedAt: "desc" },
  });
  if (owed) await askGateway(shop, owed, { force: true });
  else await gateway.queryTrade(outTradeNo);
}
