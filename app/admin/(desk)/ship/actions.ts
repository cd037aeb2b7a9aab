"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { memberAction } from "../../member";
import { answerParcel, parcelFields, readParcel } from "../parcels/parcel-input";
import { text as parcels } from "../parcels/text";
import { queueHref } from "./queue-href";

const fields = parcelFields.extend({ no: z.string().regex(/^\d{10,24}$/), after: z.string().max(60) });

/** Ships an order and shows the next one at once. */
export const shipNextAction = memberAction("orders.ship", fields, async ({ no, after, ...input }, { shop }) => {
  const { parcel, state } = readParcel(input);
  if (!parcel) return state;
  const result = await shipOrder(shop, input.orderId, parcel);
  if (result.ok) redirect(queueHref({ after, done: no }));
  return answerParcel(result, parcels.shipped, parcels.sendRefusals, input.sure);
});
