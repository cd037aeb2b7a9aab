import { z } from "zod";
import { toLine } from "@/lib/server/typed-text";
import { ALERT_EVENTS, type AlertEvent } from "@/lib/shop/alerts/outbox/alert-event";
import { text as alerts } from "./text";

/** The fields of the forms of 消息提醒. */

const text = alerts.fields;
const MAX_TYPED = 2_000;

export const line = (min: number, max: number, message: string) =>
  z.string().max(MAX_TYPED, message).transform(toLine).pipe(z.string().min(min, message).max(max, message));
export const secret = (min: number, max: number, message: string) => z.string().trim().min(min, message).max(max, message);
export const email = line(3, 200, text.email).refine(
  (typed) => /^[^\s@<>,;:"()[\]\\]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/.test(typed),
  text.email,
);

/** A checkbox sends "on", or nothing. */
export const ticked = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");
export const eventFields = Object.fromEntries(ALERT_EVENTS.map((event) => [event, ticked])) as Record<AlertEvent, typeof ticked>;

/** The events that were ticked. */
export function chosenEvents(ticks: Record<AlertEvent, boolean>): AlertEvent[] {
  return ALERT_EVENTS.filter((event) => ticks[event]);
}

const name = line(1, 20, text.needName);

export const robot = z.strictObject({
  ...{ name, ...eventFields },
  secretUrl: line(1, 500, text.needUrl),
  signPassword: secret(0, 200, text.needSecret),
});

const PORTS = ["465", "994", "587", "25", "2525"];
/** Of a mail server, and who the mails are from. */
export const mailServer = {
  host: line(1, 200, text.host).refine((typed) => /^[A-Za-z0-9.-]+$/.test(typed), text.host),
  port: z
    .string()
    .max(20, text.port)
    .trim()
    .refine((typed) => PORTS.includes(typed), text.port)
    .transform(Number),
  user: line(1, 200, text.user),
  mailPassword: secret(1, 200, text.needPassword),
  from: email,
};
export const mail = z.strictObject({ ...{ name, ...eventFields }, ...mailServer, to: email });

/** Of the owner's own program. */
export const hook = {
  secretHook: line(1, 1_000, text.hook).refine((typed) => {
    const url = URL.canParse(typed) ? new URL(typed) : null;
    return url !== null && (url.protocol === "https:" || url.protocol === "http:") && url.username === "" && url.password === "";
  }, text.hook),
  hookPassword: secret(16, 200, text.hookPassword),
};
export const webhook = z.strictObject({ ...{ name, ...eventFields }, ...hook });

export const channelId = z.uuid();

export const lowStock = z
  .string()
  .trim()
  .regex(/^\d{1,4}$/, text.lowStock)
  .transform(Number);
