import "server-only";
import { randomUUID } from "node:crypto";
import { type Outside, OutsideError } from "@/lib/server/outside";
import { sendMail } from "@/lib/shop/alerts/send/email";
import { postSigned } from "@/lib/shop/alerts/send/webhook";
import type { WordAccess } from "../channels/word-channel";
import { parseEmail } from "../contact/contact";
import { sendAliyunSms } from "./aliyun-sms";
import { composeMail, smsParams, subjectOf } from "./compose-word";
import type { WordFact } from "./word-fact";
import type { WordOutcome } from "./word-outcome";

type Around = { outside: Outside; now: Date; alertsToLoopback: boolean };
/** `to`: an e-mail address, or a number of eleven digits. */
export type Word = { to: string; fact: WordFact };

/** Sends a word to a buyer, and says what came of it. What cannot be reached is an outcome like others; nothing is thrown for it. */
export async function sendWord(access: WordAccess, word: Word, around: Around): Promise<WordOutcome> {
  try {
    if (access.kind === "email") return await mailTo(access, word, around);
    if (access.kind === "aliyun") return await sendAliyunSms(around.outside, access, word, { now: around.now, nonce: randomUUID() });
    return await postTo(access, word, around);
  } catch (error) {
    if (error instanceof OutsideError) return { kind: "failed", problem: error.trouble };
    throw error;
  }
}

async function mailTo(
  access: Extract<WordAccess, { kind: "email" }>,
  { to, fact }: Word,
  { outside, alertsToLoopback }: Around,
): Promise<WordOutcome> {
  // nodemailer reads addresses out of whatever it is given: it is given one, or nothing.
  if (parseEmail(to) !== to) return { kind: "refused", problem: "refused" };
  const mail = {
    from: { name: fact.shopName, address: access.from },
    ...{ to, subject: subjectOf(fact), text: composeMail(fact) },
    messageId: `<word.${fact.id}@xiaopu.invalid>`,
    // RFC 3834: nobody's absence notice answers it.
    headers: { "Auto-Submitted": "auto-generated" },
  };
  const { outcome, isOfReceiver } = await sendMail(outside, access, mail, { plainToLoopback: alertsToLoopback });
  if (!isOfReceiver || outcome.kind === "sent" || outcome.kind === "dead") return outcome;
  return { kind: outcome.kind === "busy" ? "later" : "refused", problem: outcome.problem };
}

/** What the owner's own program answers of this receiver or these words alone (docs/operations.md). */
const OF_RECEIVER = [400, 422];

async function postTo(
  access: Extract<WordAccess, { kind: "webhook" }>,
  { to, fact }: Word,
  { outside, now }: Around,
): Promise<WordOutcome> {
  const { id, event, language, shopUrl } = fact;
  const said = { version: 1, shop: shopUrl, sentAt: now.toISOString(), id, to, template: event, language, params: smsParams(fact) };
  const { outcome, status } = await postSigned(outside, access, said, now);
  return outcome.kind === "failed" && OF_RECEIVER.includes(status) ? { kind: "refused", problem: outcome.problem } : outcome;
}
