"use server";

import { z } from "zod";
import { resolveDiscrepancy } from "@/lib/shop/admin/resolve-discrepancy";
import { ownerAction } from "../../owner";
import { text } from "./text";

const schema = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,18}$/)
    .transform(BigInt),
  resolution: z.string().trim().min(4, text.needNote).max(500),
});

export const resolveAction = ownerAction(schema, async ({ id, resolution }, { shop, owner }) => {
  const result = await resolveDiscrepancy(shop, { id, resolution, by: owner.login });
  return result.ok ? { ok: true, message: text.resolved } : { ok: false, message: result.message };
});
