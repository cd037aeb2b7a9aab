import type { Model, Step } from "../check";
import { instance } from "./instance";
import { broken, isOver } from "./rules";
import { canonical, IDLE, keyOf, NEW, type RefundBounds, type RefundState } from "./state";
import { gatewayByItself, people, reports, worker } from "./world";

/**
 * The refund protocol: one payment, two refunds of ours, perhaps one from Alipay's console, and as many instances of the shop as
 * wanted. Requests are lost, come late, and are answered or not; `number` is the current protocol, which answers for one refund by its
 * number, `sum` the token protocol, which knows only what has gone back of a trade. Decisions are production's own functions.
 */

export function refundModel(bounds: RefundBounds): Model<RefundState> {
  return {
    initial: {
      ...{ ours: bounds.amounts.map(() => NEW), payment: { refunding: 0, refunded: 0 }, order: "PAID", done: bounds.amounts.map(() => []) },
      ...{ console: 0, consoleBooked: 0, taken: [], flying: [], faults: 0, fault: "" },
      instances: Array.from({ length: bounds.instances }, () => IDLE),
    },
    steps: (state) => stepsOf(state, bounds),
    broken: (state) => broken(state, bounds),
    isOver: (state) => isOver(state, bounds),
    canonical,
    key: keyOf,
  };
}

/** All that can happen next. */
function stepsOf(state: RefundState, bounds: RefundBounds): Step<RefundState>[] {
  return [
    ...state.ours.flatMap((ours, j) => [...people(state, bounds, j, ours), ...worker(state, bounds, j, ours)]),
    ...gatewayByItself(state, bounds),
    ...reports(state, bounds),
    ...state.instances.flatMap((doing, i) => instance(state, bounds, doing, i)),
  ];
}
