import "server-only";
import { type Outside, OutsideError } from "@/lib/server/outside";
import type { ChannelAccess } from "../channels/channel";
import { sendEmail } from "./email";
import type { Message } from "./fact";
import type { Outcome } from "./outcome";
import { sendToRobot } from "./robots";
import { sendToWebhook } from "./webhook";

type Around = { outside: Outside; now: Date; alertsToLoopback: boolean };

/** Sends a message through a channel, and says what came of it. What cannot be reached is an outcome like others; nothing is thrown for it. */
export async function sendMessage(access: ChannelAccess, message: Message, { outside, now, alertsToLoopback }: Around): Promise<Outcome> {
  try {
    if (access.kind === "email") return await sendEmail(outside, access, message, { plainToLoopback: alertsToLoopback });
    return await (access.kind === "webhook" ? sendToWebhook(outside, access, message, now) : sendToRobot(outside, access, message, now));
  } catch (error) {
    if (error instanceof OutsideError) return { kind: "failed", problem: error.trouble };
    throw error;
  }
}
