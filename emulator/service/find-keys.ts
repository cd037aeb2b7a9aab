import type { FindKeys } from "@/lib/alipay/wap/signing/security";
import { wapKeys } from "../world/keys";
import type { World } from "../world/world";

/** The one contract of this gateway, which allows both algorithms. */
export function findWapKeys(world: World): FindKeys {
  return (partner, secId) => (partner === world.contract.merchant.partner ? wapKeys(world, secId) : null);
}
