"use server";

import { z } from "zod";
import { closeUnpaid } from "@/lib/shop/payments/close-unpaid";
import { smallRowId } from "../../form/row-id";
import { memberAction } from "../../member";
import { text } from "./text";

const form = z.strictObject({
  /** "all": of the whole shop. */
  variantId: z.union([z.literal("all").transform(() => null), smallRowId]),
  note: z.string().trim().min(4, text.needReason).max(200, text.needReason),
});

/** 关闭这些未付款订单. */
export const closeUnpaidAction = memberAction("orders.close", form, async (input, { shop }) => {
  return { ok: true, message: text.done(await closeUnpaid(shop, input)) };
});
