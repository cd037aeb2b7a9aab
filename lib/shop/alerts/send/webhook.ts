import "server-only";
import type { Outside } from "@/lib/server/outside";
import type { ChannelAccess } from "../channels/channel";
import type { Fact, Message } from "./fact";
import { type Outcome, problemOf } from "./outcome";
import { signWebhook } from "./sign";
import { text } from "./text";

const BUSY_MS = 60_000;
const MOST_BUSY_MS = 3600_000;

/** Sends a message to the owner's own program, signed; docs/operations.md tells its form. Any status of 2xx says that it was taken. */
export async function sendToWebhook(
  outside: Outside,
  access: Extract<ChannelAccess, { kind: "webhook" }>,
  message: Message,
  now: Date,
): Promise<Outcome> {
  const alerts = message.facts.map(toJson(message));
  return (await postSigned(outside, access, { version: 1, shop: message.shopUrl, sentAt: now.toISOString(), alerts }, now)).outcome;
}

/** Posts what is said to one of the owner's own programs, signed. `status` is what it answered with. @throws {OutsideError} where it cannot be reached */
export async function postSigned(
  outside: Outside,
  { url, secret }: { url: string; secret: string },
  said: object,
  now: Date,
): Promise<{ outcome: Outcome; status: number }> {
  const atS = Math.floor(now.getTime() / 1000);
  const body = JSON.stringify(said);
  const { status, retryAfterS } = await outside.post(new URL(url), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "x-xiaopu-timestamp": String(atS),
      "x-xiaopu-signature": `v1=${signWebhook(secret, atS, body)}`,
    },
    body,
  });
  return { outcome: outcomeOf(status, retryAfterS), status };
}

function outcomeOf(status: number, retryAfterS: number | null): Outcome {
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status >= 300 && status < 400) return { kind: "failed", problem: problemOf("redirected", status) };
  if (status === 429) {
    const afterMs = Math.min(MOST_BUSY_MS, retryAfterS === null ? BUSY_MS : retryAfterS * 1000);
    return { kind: "busy", afterMs, problem: problemOf("busy", status) };
  }
  if (status === 401 || status === 403) return { kind: "dead", problem: problemOf("signature", status) };
  if (status === 410) return { kind: "dead", problem: problemOf("key", status) };
  return { kind: "failed", problem: problemOf("refused", status) };
}

const toJson =
  ({ shopUrl }: Message) =>
  ({ id, event, head, orderNo, amountFen, goods, note, path, at }: Fact) => ({
    ...{ id, event, title: `${head} ${text.events[event]}`, orderNo, amountFen, goods, note },
    ...{ url: `${shopUrl}${path}`, at: at.toISOString() },
  });
