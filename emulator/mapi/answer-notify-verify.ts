import type { World } from "../world/world";

/**
 * notify_verify: `true` for a notice that waits for its `success` and has not been asked about before; `false` for one that was
 * confirmed once, even if the answer was lost, for one that was acknowledged, and for one that was never sent
 * (docs/wire/alipay-wap.md §7). A malformed request gets `invalid`.
 */
export function answerNotifyVerify(world: World, params: ReadonlyMap<string, string>): "true" | "false" | "invalid" {
  const notifyId = params.get("notify_id");
  if (!notifyId || params.get("partner") !== world.contract.merchant.partner) return "invalid";
  const notice = world.ledger.get("notice", notifyId);
  if (!notice || notice.acknowledgedAt || notice.confirmedAt) return "false";
  world.ledger.put("notice", notifyId, { ...notice, confirmedAt: world.now() });
  return "true";
}
