import type { World } from "../world/world";

/**
 * notify_verify: `true` while a notice waits for its `success`, `false` after that and for a notice that was never sent
 * (docs/wire/alipay-wap.md §7). A malformed request gets `invalid`.
 */
export function answerNotifyVerify(world: World, params: ReadonlyMap<string, string>): "true" | "false" | "invalid" {
  const notifyId = params.get("notify_id");
  if (!notifyId || params.get("partner") !== world.contract.merchant.partner) return "invalid";
  const notice = world.ledger.get("notice", notifyId);
  return notice && !notice.acknowledgedAt ? "true" : "false";
}
