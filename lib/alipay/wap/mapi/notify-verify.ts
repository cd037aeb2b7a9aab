import type { ConfirmAnswer } from "../../gateway";
import type { Params } from "../security";

export const NOTIFY_VERIFY_SERVICE = "notify_verify";

/** The parameters, unsigned, that ask whether the gateway sent a notice (docs/wire/alipay-wap.md §1.3). */
export function buildNotifyVerify(partner: string, notifyId: string): Params {
  return [
    ["service", NOTIFY_VERIFY_SERVICE],
    ["partner", partner],
    ["notify_id", notifyId],
  ];
}

/**
 * `true` and `false` are the whole body; anything else says nothing. A denial may also mean that the notice was
 * acknowledged before (docs/wire/alipay-wap.md §7), so look for a repeat first.
 */
export function parseNotifyVerify(body: string): ConfirmAnswer {
  if (body === "true") return "confirmed";
  return body === "false" ? "denied" : "unknown";
}
