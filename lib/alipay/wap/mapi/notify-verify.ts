import type { ConfirmAnswer } from "../../gateway";
import type { Params } from "../signing/security";

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
 * `true` and `false` are the whole body; any other body means nothing. `false` may also mean that the notice was already
 * acknowledged (docs/wire/alipay-wap.md §7), so check for a repeated notice first.
 */
export function parseNotifyVerify(body: string): ConfirmAnswer {
  if (body === "true") return "confirmed";
  return body === "false" ? "denied" : "unknown";
}
