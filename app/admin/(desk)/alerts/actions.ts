"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import { wordsFor } from "@/lib/server/result";
import { parseRobotUrl } from "@/lib/shop/alerts/channels/robot-url";
import { addChannel, changeEvents, deleteChannel, setPaused } from "@/lib/shop/alerts/channels/save-channel";
import { saveLowStock } from "@/lib/shop/alerts/low-stock";
import { resendAlert } from "@/lib/shop/alerts/resend-alert";
import { testChannel } from "@/lib/shop/alerts/test-channel";
import { confirmedMemberAction } from "../../confirmed-action";
import { rowId } from "../../form/row-id";
import { was } from "../../form/was";
import { memberAction } from "../../member";
import { channelId, chosenEvents, eventFields, lowStock, mail, robot, webhook } from "./channel-fields";
import { problemInWords, text } from "./text";

export const addRobotAction = confirmedMemberAction("alerts", robot, async ({ name, secretUrl, signPassword, ...ticks }, { shop }) => {
  const parsed = parseRobotUrl(secretUrl);
  if (!parsed.ok) return { ok: false, message: "", fieldErrors: { secretUrl: wordsFor(parsed, text.refusals) } };
  const { kind, token } = parsed;
  if (kind !== "wecom" && signPassword === "") return { ok: false, message: "", fieldErrors: { signPassword: text.fields.needSecret } };
  const access = kind === "wecom" ? { kind, token } : { kind, token, secret: signPassword };
  return answer(await addChannel(shop, { name, access, events: chosenEvents(ticks) }), text.added, text.refusals);
});

export const addEmailAction = confirmedMemberAction(
  "alerts",
  mail,
  async ({ name, host, port, user, mailPassword, from, to, ...ticks }, { shop }) => {
    const access = { kind: "email" as const, host, port, user, password: mailPassword, from, to };
    return answer(await addChannel(shop, { name, access, events: chosenEvents(ticks) }), text.added, text.refusals);
  },
);

export const addWebhookAction = confirmedMemberAction("alerts", webhook, async ({ name, secretHook, hookPassword, ...ticks }, { shop }) => {
  const access = { kind: "webhook" as const, url: secretHook, secret: hookPassword };
  return answer(await addChannel(shop, { name, access, events: chosenEvents(ticks) }), text.added, text.refusals);
});

export const changeEventsAction = confirmedMemberAction(
  "alerts",
  z.strictObject({ id: channelId, was, ...eventFields }),
  async ({ id, was, ...ticks }, { shop }) => answer(await changeEvents(shop, id, chosenEvents(ticks), was), text.saved, text.refusals),
);

export const pauseChannelAction = confirmedMemberAction(
  "alerts",
  z.strictObject({ id: channelId, pause: z.enum(["yes", "no"]) }),
  async ({ id, pause }, { shop }) =>
    answer(await setPaused(shop, id, pause === "yes"), pause === "yes" ? text.paused : text.resumed, text.refusals),
);

/** The card goes with its form, so that the page says what was done. */
export const deleteChannelAction = confirmedMemberAction("alerts", z.strictObject({ id: channelId }), async ({ id }, { shop }) => {
  const result = await deleteChannel(shop, id);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/alerts?deleted=1");
});

export const testChannelAction = memberAction("alerts", z.strictObject({ id: channelId }), async ({ id }, { shop }) => {
  const result = await testChannel(shop, id);
  if (result.ok) return { ok: true, message: text.tested };
  return { ok: false, message: result.reason === "gone" ? text.refusals.gone : text.notSent(problemInWords(result.problem)) };
});

export const resendAlertAction = memberAction("alerts", z.strictObject({ id: rowId }), async ({ id }, { shop }) =>
  answer(await resendAlert(shop, id), text.resent, text.refusals),
);

export const saveLowStockAction = memberAction("alerts", z.strictObject({ lowStock }), async (input, { shop }) => {
  await saveLowStock(shop, input.lowStock);
  return { ok: true, message: text.saved };
});
