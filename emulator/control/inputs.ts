import { z } from "zod";

const DAY_MS = 86_400_000;
const MAX_ADVANCE_MS = 3660 * DAY_MS;

const match = z
  .strictObject({
    channel: z.enum(["token", "cashier", "mapi", "openapi", "notify", "return", "bill"]).optional(),
    service: z.string().min(1).optional(),
    out_trade_no: z.string().min(1).optional(),
  })
  .default({});
const times = z.union([z.literal("always"), z.number().int().min(1).max(1_000_000)]).default(1);
const common = { match, times };

const fault = <Name extends string>(name: Name) => z.strictObject({ fault: z.literal(name), ...common });

export const faultInput = z.discriminatedUnion("fault", [
  fault("lose-notification"),
  fault("delay-notification").extend({ delayMs: z.number().int().min(1).max(MAX_ADVANCE_MS) }),
  fault("duplicate-notification").extend({ copies: z.number().int().min(1).max(100).default(1) }),
  fault("reorder-notification"),
  fault("notify-before-token"),
  fault("notify-before-page"),
  fault("never-return"),
  fault("hang"),
  fault("reset"),
  fault("http-error").extend({ status: z.number().int().min(500).max(599).default(503) }),
  fault("garbage"),
  fault("system-error"),
  fault("refuse").extend({ code: z.string().min(1).max(100) }),
  fault("lose-answer").extend({ how: z.enum(["reset", "hang"]).default("reset") }),
  fault("process-later").extend({ delayMs: z.number().int().min(1).max(MAX_ADVANCE_MS).default(60_000) }),
  fault("refund-later").extend({ delayMs: z.number().int().min(1).max(MAX_ADVANCE_MS).default(10_000) }),
  fault("refund-fails").extend({ code: z.string().min(1).max(100).default("TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH") }),
  fault("wrong-signature"),
  fault("unsigned"),
  fault("wrong-amount").extend({ amountFen: z.number().int().min(1).max(10_000_000_000).default(1) }),
  fault("wrong-seller"),
  fault("wrong-app"),
  fault("missing-row"),
  fault("extra-row").extend({
    amountFen: z.number().int().min(1).max(10_000_000_000).default(1),
    outTradeNo: z.string().min(1).max(64).optional(),
  }),
]);

/** A list replaces every rule; a single rule is added to them. */
export const faultsInput = z.union([z.array(faultInput), faultInput]);
export type FaultInput = z.infer<typeof faultInput>;

export const clockInput = z.union([
  z.strictObject({ advanceMs: z.number().int().min(0).max(MAX_ADVANCE_MS) }),
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
]);

export const resetInput = z.strictObject({ now: z.iso.datetime({ offset: true }).optional() });

export const payInput = z.strictObject({
  buyer: z.string().optional(),
  status: z.enum(["TRADE_SUCCESS", "TRADE_FINISHED"]).optional(),
});

export const refundInput = z.strictObject({
  amount: z.string().optional(),
  out_request_no: z.string().min(1).max(64).optional(),
});

export const settingsInput = z.strictObject({
  refuseDesktop: z.boolean().optional(),
  finishAtOnce: z.boolean().optional(),
  refundWindowDays: z.number().int().min(1).max(3650).optional(),
  notifyOnClose: z.boolean().optional(),
  openapiNotifyOnClose: z.boolean().optional(),
  immediateRetries: z.number().int().min(0).max(10).optional(),
  tradeBeginsWith: z.enum(["login", "payment"]).optional(),
  emptyBills: z.boolean().optional(),
  certificateChanged: z.boolean().optional(),
  serialInCallbacks: z.enum(["absent", "unsigned", "signed"]).optional(),
  tokenByGet: z.boolean().optional(),
  appGatewayUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .optional(),
  depositBack: z.enum(["none", "done", "failed"]).optional(),
  returnAfterSeconds: z.number().int().min(0).max(3600).optional(),
});
