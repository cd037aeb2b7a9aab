import "server-only";
import { storedNames } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

/** Orders of which the gateway owes an answer are asked about at once, now that its answers can be read. */
export async function hurryUnanswered(shop: Shop, contract: string): Promise<void> {
  const at = shop.now();
  await shop.db.$executeRaw`
    UPDATE orders SET due_at = ${at} WHERE id IN (
      SELECT o.id FROM orders o JOIN payment_attempts a ON a.order_id = o.id
      WHERE a.status = 'OPEN' AND a.unanswered_since IS NOT NULL AND a.contract = ANY(${storedNames(contract)}) AND o.due_at > ${at}
      FOR UPDATE OF o SKIP LOCKED)`;
}
