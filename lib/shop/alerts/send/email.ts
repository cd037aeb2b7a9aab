import "server-only";
import { createTransport } from "nodemailer";
import type { Outside } from "@/lib/server/outside";
import type { ChannelAccess } from "../channels/channel";
import { compose, type Form, plain, titleOf } from "./compose";
import type { Message } from "./fact";
import { type Outcome, problemOf } from "./outcome";

export type EmailAccess = Extract<ChannelAccess, { kind: "email" }>;

/** The ports of encrypted mail; on those of the second kind the server is asked to encrypt, and without that nothing is said. */
export const TLS_PORTS = [465, 994];
export const STARTTLS_PORTS = [587, 25, 2525];

/** Nothing is said for longer than this, and all of it takes no longer, in ms: a mail is some ten questions and answers. */
const SILENCE_MS = 5_000;
const WHOLE_MS = 15_000;
const FORM: Form = { newline: "\n", link: (words, url) => `${words}\n${url}`, mostBytes: 16_384 };

/** A mail server that the owner has an account with. */
export type MailServer = Pick<EmailAccess, "host" | "port" | "user" | "password">;

/** A mail of plain text. `from` may have a name before its address; nodemailer writes both, and folds what would be another line of the head. */
export type Mail = {
  from: string | { name: string; address: string };
  to: string;
  subject: string;
  text: string;
  messageId: string;
  headers?: Record<string, string>;
};

/** `isOfReceiver`: it is about whom the mail is for, and says nothing about the server. */
export type MailOutcome = { outcome: Outcome; isOfReceiver: boolean };

/**
 * Sends a message as plain text through the owner's mail server. `plainToLoopback`: without encryption where that server is this
 * machine's, as in a demonstration.
 */
export async function sendEmail(
  outside: Outside,
  access: EmailAccess,
  message: Message,
  { plainToLoopback = false } = {},
): Promise<Outcome> {
  const { from, to } = access;
  const subject = `${titleOf(message)} · ${plain(message.shopName, 20)}`;
  const messageId = `<alert.${message.facts[0].id}.${message.facts.length}@xiaopu.invalid>`;
  const { outcome } = await sendMail(outside, access, { from, to, subject, text: compose(message, FORM), messageId }, { plainToLoopback });
  return outcome;
}

/** Hands a mail to a server, and says what came of it. @throws {OutsideError} where the server cannot be reached */
export async function sendMail(
  outside: Outside,
  { host, port, user, password }: MailServer,
  mail: Mail,
  { plainToLoopback = false } = {},
): Promise<MailOutcome> {
  const socket = await outside.connect(host, port);
  const isOpen = plainToLoopback && socket.remoteAddress === "127.0.0.1";
  const transport = createTransport({
    ...{ host, port, secure: TLS_PORTS.includes(port), requireTLS: !isOpen, ignoreTLS: isOpen },
    ...(user !== "" && { auth: { user, pass: password } }),
    ...{ connectionTimeout: SILENCE_MS, greetingTimeout: SILENCE_MS, socketTimeout: SILENCE_MS },
    // Whatever a message says, nothing of this machine is put into it.
    ...{ disableFileAccess: true, disableUrlAccess: true, logger: false as const },
    getSocket: (_, callback) => callback(null, { connection: socket }),
  });
  const timer = setTimeout(() => socket.destroy(), WHOLE_MS);
  try {
    await transport.sendMail(mail);
    return { outcome: { kind: "sent" }, isOfReceiver: false };
  } catch (error) {
    const { command } = error as { command?: string };
    return { outcome: outcomeOf(error), isOfReceiver: command === "RCPT TO" };
  } finally {
    clearTimeout(timer);
    transport.close();
    socket.destroy();
  }
}

/** nodemailer names what went wrong, and gives the server's own code; the server's words may repeat an address, and stay unread. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string };
  if (code === "EAUTH" && (responseCode ?? 500) >= 500) return { kind: "dead", problem: problemOf("key", responseCode) };
  // A certificate that does not fit comes as an error of the socket, and is known by its words alone.
  if (code === "ETLS" || (code === "ESOCKET" && /certificate|SSL|TLS/i.test(message ?? ""))) return { kind: "failed", problem: "tls" };
  if (code === "ETIMEDOUT") return { kind: "failed", problem: "timeout" };
  if (responseCode === 421 || responseCode === 450 || responseCode === 451 || responseCode === 452)
    return { kind: "busy", afterMs: 5 * 60_000, problem: problemOf("busy", responseCode) };
  if (responseCode !== undefined) return { kind: "failed", problem: problemOf("refused", responseCode) };
  return { kind: "failed", problem: "unreachable" };
}
