import type { Mutant } from "./mutant";
import { CHANGE_MUTANTS } from "./of-changes";
import { COUPON_MUTANTS } from "./of-coupons";
import { MESSAGE_MUTANTS } from "./of-messages";
import { ORDER_MUTANTS } from "./of-orders";
import { PAYMENT_MUTANTS } from "./of-payments";
import { REFUND_MUTANTS } from "./of-refunds";

/** All faults that are tried. */
export const MUTANTS: Mutant[] = [
  ...PAYMENT_MUTANTS,
  ...MESSAGE_MUTANTS,
  ...REFUND_MUTANTS,
  ...ORDER_MUTANTS,
  ...COUPON_MUTANTS,
  ...CHANGE_MUTANTS,
];
