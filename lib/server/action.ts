import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import type { z } from "zod";
import { log } from "./log";

/** A QR code as one SVG path in a square of this size. */
export type QrPath = { size: number; path: string };

/** What a form shows after it was sent; `isWarning` when all was done as asked and somebody must look at it, or when nothing is wrong and nothing was done yet. null: not sent yet. */
export type FormState = {
  ok: boolean;
  message: string;
  /** The same to be shown, where words in it are marked as another language's. */
  said?: ReactNode;
  isWarning?: boolean;
  /** The form is to be sent again with a password, or where there is one with a passkey. */
  asks?: { passkey: boolean };
  /** Where the person can do something about what `message` says. */
  link?: { href: string; words: string };
  /** Shown this once. */
  secrets?: string[];
  /** A link for somebody else, with its QR code; shown this once. */
  handOn?: { link: string; qr: QrPath };
  fieldErrors?: Record<string, string>;
  values?: Record<string, string>;
  /** What the form would be made from now that it was saved: `stampOf` it. */
  was?: string;
} | null;

/** The sentences of every form: a field is wrong, the action threw. */
export type FormWords = { invalid: string; failed: string };

/** The names of fields whose values no answer brings back. The same that components/draft.ts does not keep in the browser. */
export const NEVER_ECHOED = /password|secret/i;

/** Asked before anything else: the sentence with which a post is refused, or null. */
export type Gate = () => Promise<string | null>;

/**
 * A server action for a form.
 * Refuses what `gate` refuses, unknown and doubled fields, and turns what was thrown into one of `words` with a log line. Redirects
 * pass through. `values` goes back so that nothing typed is lost, with what `run` puts into a field instead; those named as
 * `NEVER_ECHOED` says never do.
 */
export function createFormAction<Schema extends z.ZodType>(
  words: FormWords,
  gate: Gate,
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    const raw = fields(form);
    const values = raw ? echo(raw) : {};
    const refusal = await gate();
    if (refusal !== null) return { ok: false, message: refusal, values };
    const parsed = raw ? schema.safeParse(raw) : null;
    if (!parsed?.success) return { ok: false, message: words.invalid, fieldErrors: parsed ? fieldErrors(parsed.error) : {}, values };
    try {
      const state = await run(parsed.data);
      return state && !state.ok ? { ...state, values: { ...values, ...state.values } } : state;
    } catch (error) {
      unstable_rethrow(error);
      log.error({ err: error }, "action failed");
      return { ok: false, message: words.failed, values };
    }
  };
}

/** One string for each field; null for no form at all, or when a field comes twice, as a file, or with a NUL, which PostgreSQL cannot hold. Next's own fields ($ACTION_…) are left out. */
function fields(form: unknown): Record<string, string> | null {
  if (!(form instanceof FormData)) return null; // whoever posts by hand chooses the arguments
  const result: Record<string, string> = Object.create(null);
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    if (typeof value !== "string" || name in result || value.includes("\0")) return null;
    result[name] = value;
  }
  return { ...result };
}

function fieldErrors(error: z.ZodError): Record<string, string> {
  const result: Record<string, string> = {};
  for (const issue of error.issues) result[issue.path.join(".")] ??= issue.message;
  return result;
}

function echo(raw: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !NEVER_ECHOED.test(name)));
}
