"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { confirmShipments } from "@/lib/shop/dispatch/confirm-shipments";
import { memberAction } from "../../../../member";
import { shipmentText as text } from "../text";

export const confirmShipmentsAction = memberAction("orders.ship", z.strictObject({ id: z.uuid() }), async ({ id }, { shop }) => {
  const result = await confirmShipments(shop, id);
  return answer(result, result.ok && result.isOver ? text.confirmed : text.going, text.refusals);
});
