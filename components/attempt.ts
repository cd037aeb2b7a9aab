import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { SAID } from "./said";
import type { ScriptWords } from "./script-text";

/** What a form's action answers (lib/server/action.ts). */
export type Answer = {
  ok: boolean;
  message: string;
  said?: ReactNode;
  isWarning?: boolean;
  fieldErrors?: Record<string, string>;
  values?: Record<string, string>;
  secrets?: string[];
  link?: { href: string; words: string };
  asks?: { passkey: boolean };
} | null;
export type FormAction = (previous: Answer, form: FormData) => Promise<Answer>;

/**
 * Runs a server action and turns every failure into an answer: a lost connection, a server that is ill or being restarted, a
 * refusal in words. An action that this build of the shop does not have (the page is from before a deploy) is `onStale`'s.
 */
export async function attempt(words: ScriptWords, action: FormAction, form: FormData, onStale: () => Promise<Answer>): Promise<Answer> {
  try {
    return await action(null, form);
  } catch (error) {
    unstable_rethrow(error); // a redirect comes as an error
    if (unstable_isUnrecognizedActionError(error)) return onStale();
    return { ok: false, message: saidBy(error) ?? words.offline };
  }
}

/** What the shop says; what Next and the browser say is for developers. */
function saidBy(error: unknown): string | null {
  return error instanceof Error && error.message.startsWith(SAID) ? error.message.slice(SAID.length) : null;
}
