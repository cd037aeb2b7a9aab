import { onTestFinished } from "vitest";
import { type Mailbox, startMailServer } from "@/e2e/support/mail-server";

/** A mail server (test/mail-server.ts) that is gone with its test. */
export async function aMailbox(login: { user: string; password: string }): Promise<Mailbox> {
  const { box, close } = await startMailServer(login);
  onTestFinished(close);
  return box;
}
