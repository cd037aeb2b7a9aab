import type { VerifiedRequest } from "@/lib/alipay/openapi/request";
import type { Where } from "../faults/take-fault";

/** A verified call of a method of the current protocol. `origin` is the address at which the merchant reached the gateway. */
export type MethodCall = { request: VerifiedRequest; where: Where; origin: string };
