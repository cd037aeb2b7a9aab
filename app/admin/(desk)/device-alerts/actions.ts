"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { acknowledgeDevice, refuseDevice } from "@/lib/shop/owners/sessions/device-alerts";
import { confirmedMemberAction } from "../../confirmed-action";
import { rowId } from "../../form/row-id";
import { memberAction } from "../../member";
import { text } from "./text";

const device = z.strictObject({ deviceId: rowId });

export const acknowledgeDeviceAction = memberAction("account", device, async ({ deviceId }, { shop, session }) =>
  answer(await acknowledgeDevice(shop, session, deviceId), text.acknowledged, text.refusals),
);

export const refuseDeviceAction = confirmedMemberAction("account", device, async ({ deviceId }, { shop, session }) => {
  const result = await refuseDevice(shop, session, deviceId);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/account?device=refused#password");
});
