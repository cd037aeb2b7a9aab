import "server-only";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { TIMEOUT_MS } from "@/lib/shop/demo-goods/add-demo-goods";
import { changeStanding, lockOpening } from "@/lib/shop/opening/change-standing";
import type { Shop } from "@/lib/shop/shop";
import { isEnough, type StepId } from "./step";
import { readSteps } from "./steps";

/**
 * 开店: from now on shoppers see the shop and can buy. Refuses with `not_ready` and the steps that lack something, and with `moved`
 * when the shop is open already, or paused.
 */
export async function openShop(shop: Shop): Promise<Result<object, "moved" | Refusal<"not_ready", { steps: StepId[] }>>> {
  const change = { from: "preparing", to: "open", note: "", kind: "shop_opened", openedAt: shop.now() } as const;
  return shop.db.$transaction(
    async (tx) => {
      // Before the goods are looked at: who adds demo goods locks it too, and sees afterwards that the shop is open.
      await lockOpening(tx);
      const lacking = (await readSteps({ ...shop, db: tx })).filter((step) => !isEnough(step));
      if (lacking.length > 0) return refuse("not_ready", { steps: lacking.map(({ id }) => id) });
      return changeStanding(tx, shop, change);
    },
    { timeout: TIMEOUT_MS },
  );
}
