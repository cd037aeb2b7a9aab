"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { replayDelivery } from "@/lib/shop/payments/replay-delivery";
import { rowId } from "../../../form/row-id";
import { memberAction } from "../../../member";
import { text } from "../text";

const schema = z.strictObject({ id: rowId });

export const replayAction = memberAction("contract", schema, async ({ id }, { shop }) => {
  const result = await replayDelivery(shop, id);
  return answer(result, text.replayed, text.notReplayed);
});
