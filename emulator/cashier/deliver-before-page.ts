import { takeFault } from "../faults/take-fault";
import type { Order } from "../ledger/types";
import type { World } from "../world/world";

/** Under "notify-before-page": the merchant is notified of the payment, and has answered, before the buyer sees anything. */
export async function deliverBeforePage(world: World, order: Order): Promise<void> {
  const where = { channel: "cashier", service: "cashier.pay", outTradeNo: order.outTradeNo } as const;
  if (takeFault(world, where, ["notify-before-page"])) await world.deliverDue();
}
