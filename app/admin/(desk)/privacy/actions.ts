"use server";

import { z } from "zod";
import { eraseBuyerData } from "@/lib/shop/privacy/buyer-data";
import { confirmedMemberAction } from "../../confirmed-action";
import { text } from "./text";

export const eraseAction = confirmedMemberAction(
  "privacy",
  z.strictObject({ phone: z.string().regex(/^1\d{10}$/) }),
  async ({ phone }, { shop }) => {
    return { ok: true, message: text.erased(await eraseBuyerData(shop, phone)) };
  },
);
