"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { answer } from "@/app/form-action";
import type { FormState } from "@/lib/server/action";
import { wordsFor } from "@/lib/server/result";
import { addWordChannel, changeWordEvents, deleteWordChannel, setWordPaused } from "@/lib/shop/word/channels/save-word-channel";
import { testWordChannel } from "@/lib/shop/word/test-word-channel";
import { confirmedMemberAction } from "../../../confirmed-action";
import { was } from "../../../form/was";
import { memberAction } from "../../../member";
import { channelId } from "../channel-fields";
import { text as alerts, problemInWords } from "../text";
import { text } from "./text";
import { chosenWordEvents, testEmail, testPhone, wordAliyun, wordEventFields, wordHook, wordMail } from "./word-fields";

const needEvent = (): FormState => ({ ok: false, message: text.fields.needEvent });

export const addWordMailAction = confirmedMemberAction(
  "alerts",
  wordMail,
  async ({ host, port, user, mailPassword, from, ...ticks }, { shop }) => {
    const events = chosenWordEvents(ticks);
    if (events.length === 0) return needEvent();
    const access = { kind: "email" as const, host, port, user, password: mailPassword, from };
    return answer(await addWordChannel(shop, { access, events }), text.added, text.refusals);
  },
);

export const addWordHookAction = confirmedMemberAction("alerts", wordHook, async ({ secretHook, hookPassword, ...ticks }, { shop }) => {
  const events = chosenWordEvents(ticks);
  if (events.length === 0) return needEvent();
  const access = { kind: "webhook" as const, url: secretHook, secret: hookPassword };
  return answer(await addWordChannel(shop, { access, events }), text.added, text.refusals);
});

export const addWordAliyunAction = confirmedMemberAction(
  "alerts",
  wordAliyun,
  async ({ keyId, keyPassword, signName, templatePaid, templateShipped, templateRefunded, ...ticks }, { shop }) => {
    const events = chosenWordEvents(ticks);
    if (events.length === 0) return needEvent();
    const templates = { paid: templatePaid, shipped: templateShipped, refunded: templateRefunded };
    const access = { kind: "aliyun" as const, keyId, keySecret: keyPassword, signName, templates };
    return answer(await addWordChannel(shop, { access, events }), text.added, text.refusals);
  },
);

export const changeWordEventsAction = confirmedMemberAction(
  "alerts",
  z.strictObject({ id: channelId, was, ...wordEventFields }),
  async ({ id, was, ...ticks }, { shop }) => {
    const events = chosenWordEvents(ticks);
    return events.length === 0 ? needEvent() : answer(await changeWordEvents(shop, id, events, was), alerts.saved, text.refusals);
  },
);

export const pauseWordsAction = confirmedMemberAction(
  "alerts",
  z.strictObject({ id: channelId, pause: z.enum(["yes", "no"]) }),
  async ({ id, pause }, { shop }) =>
    answer(await setWordPaused(shop, id, pause === "yes"), pause === "yes" ? alerts.paused : alerts.resumed, text.refusals),
);

/** The card goes with its form, so that the page says what was done. */
export const deleteWordsAction = confirmedMemberAction("alerts", z.strictObject({ id: channelId }), async ({ id }, { shop }) => {
  const result = await deleteWordChannel(shop, id);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals) };
  redirect("/admin/alerts/buyers?deleted=1");
});

export const testWordMailAction = memberAction("alerts", z.strictObject({ id: channelId, to: testEmail }), async (input, { shop }) =>
  tested(await testWordChannel(shop, input)),
);

export const testWordSmsAction = memberAction("alerts", z.strictObject({ id: channelId, to: testPhone }), async (input, { shop }) =>
  tested(await testWordChannel(shop, input)),
);

function tested(result: Awaited<ReturnType<typeof testWordChannel>>): FormState {
  if (result.ok) return { ok: true, message: text.tested };
  return { ok: false, message: result.reason === "gone" ? text.refusals.gone : alerts.notSent(problemInWords(result.problem)) };
}
