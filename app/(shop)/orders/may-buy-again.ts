import type { OrderPhase } from "@/lib/shop/orders/order";

/** When an order is over, 再次购买 is offered. */
export const MAY_BUY_AGAIN: readonly OrderPhase[] = ["completed", "closed", "closed_kept", "refunded"];
