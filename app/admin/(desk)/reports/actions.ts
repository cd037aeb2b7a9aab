"use server";

import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { reconcileDay } from "@/lib/shop/reports/reconcile-day";
import { memberAction } from "../../member";
import { text } from "./text";

export const reconcileAction = memberAction("money.settle", z.strictObject({ day: z.string().max(10) }), async ({ day }, { shop }) => {
  const result = await reconcileDay(shop, day);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.notDone) };
  return { ok: true, message: text.done[result.status], isWarning: result.status === "differs" };
});
