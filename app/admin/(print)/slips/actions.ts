"use server";

import { z } from "zod";
import { markPrinted, unmarkPrinted } from "@/lib/shop/dispatch/mark-printed";
import { memberAction } from "../../member";
import { text } from "./text";

/** Numbers of the orders of one page, with commas between them. */
const nos = z
  .string()
  .max(3_000)
  .regex(/^\d{10,24}(?:,\d{10,24})*$/);
const marking = z.strictObject({ nos, done: z.enum(["yes", "no"]) });

export const markAction = memberAction("orders.ship", marking, async ({ nos, done }, { shop }) => {
  const orders = nos.split(",");
  if (done === "no") return { ok: true, message: text.unmarked(await unmarkPrinted(shop, orders)) };
  return { ok: true, message: text.marked(await markPrinted(shop, orders)) };
});
