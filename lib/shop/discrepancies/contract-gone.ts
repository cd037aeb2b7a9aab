import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { type DiscrepancyInput, recordDiscrepancy } from "./record-discrepancy";

type Open = Pick<DiscrepancyInput, "subject" | "orderId" | "outTradeNo" | "tradeNo" | "amountFen">;

/**
 * Shows the owner something that is open under a contract which is not configured any more: nobody can ask about it, and it
 * is done under no other contract. Once the contract is configured again it goes on (lib/shop/contracts/take-up-contracts.ts).
 */
export async function recordContractGone(shop: Shop, contract: string, open: Open): Promise<void> {
  shop.log.error({ contract, outTradeNo: open.outTradeNo }, "something is open under a contract that is not configured");
  await recordDiscrepancy(shop.db, { ...open, kind: "contract_gone", detail: { contract }, reopen: "contract_back" }, shop.now());
}
