import { inOrder, type Model } from "../check";
import { instance } from "./instance";
import { broken, isOver } from "./rules";
import { FIRST, IDLE, keyOf, keyOfDoing, NOTHING_THERE, type PaymentBounds, type PaymentState } from "./state";
import { world } from "./world";

/**
 * The payment protocol: one order of one piece, its attempts under two contracts, and as many instances of the shop as wanted, each
 * between any two steps of whatever it does. A step is one transaction, or one call of the gateway. The decisions are production's own
 * functions; the transactions around them are held to production's SQL by conformance.db.test.ts.
 */

export function paymentModel(bounds: PaymentBounds): Model<PaymentState> {
  return {
    initial: {
      ...{ time: 0, current: "A", attempts: [FIRST], there: [NOTHING_THERE], piece: "kept", isOverLimit: false, lease: false, sendings: 0 },
      order: { status: "PENDING", wanted: false, reason: "", isDue: true, payings: 0, changing: false, isHeldOn: false },
      ...{ price: 0, sees: 0, change: { state: "", wanted: 0, isTold: false }, lookBacks: [] },
      instances: Array.from({ length: bounds.instances }, () => IDLE),
      fault: "",
    },
    steps: (state) => [...world(state, bounds), ...state.instances.flatMap((doing, i) => instance(state, bounds, doing, i))],
    broken,
    isOver,
    canonical: (state) => ({ ...state, instances: inOrder(state.instances, keyOfDoing) }),
    key: keyOf,
  };
}
