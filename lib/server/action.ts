import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { log } from "./log";

/** What a form shows after it was sent; `isWarning` when all was done as asked and somebody must look at it. null: not sent yet. */
export type FormState = {
  ok: boolean;
  message: string;
  isWarning?: boolean;
  /** The form is to be sent again with a password, or where there is one with a passkey. */
  asks?: { passkey: boolean };
  /** Shown this once. */
  secrets?: string[];
  fieldErrors?: Record<string, string>;
  values?: Record<string, string>;
} | null;

/** The sentences of every form: its post came from another site, a field is wrong, the action threw. */
export type FormWords = { crossSite: string; invalid: string; failed: string };

/**
 * A server action for a form.
 * Refuses cross-site posts (also without an Origin, which Next lets pass), unknown and doubled fields, and turns what was
 * thrown into one of `words` with a log line. Redirects pass through. `values` goes back so that nothing typed is lost;
 * fields named *password* never do.
 */
export function createFormAction<Schema extends z.ZodType>(
  words: FormWords,
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return async (_previous, form) => {
    if (!(await isSameOrigin())) return { ok: false, message: words.crossSite };
    const raw = fields(form);
    const values = raw ? echo(raw) : {};
    const parsed = raw ? schema.safeParse(raw) : null;
    if (!parsed?.success) return { ok: false, message: words.invalid, fieldErrors: parsed ? fieldErrors(parsed.error) : {}, values };
    try {
      const state = await run(parsed.data);
      return state && !state.ok ? { values, ...state } : state;
    } catch (error) {
      unstable_rethrow(error);
      log.error({ err: error }, "action failed");
      return { ok: false, message: words.failed, values };
    }
  };
}

/** True when the browser says that the request comes from a page of the same origin. */
export async function isSameOrigin(): Promise<boolean> {
  const list = await headers();
  const origin = list.get("origin");
  if (origin === null) return list.get("sec-fetch-site") === "same-origin";
  try {
    return new URL(origin).host === (list.get("x-forwarded-host") ?? list.get("host"));
  } catch {
    return false; // "null", or not a URL
  }
}

/** One string for each field; null when a field comes twice or as a file. Next's own fields ($ACTION_…) are left out. */
function fields(form: FormData): Record<string, string> | null {
  const result: Record<string, string> = Object.create(null);
  for (const [name, value] of form) {
    if (name.startsWith("$ACTION")) continue;
    if (typeof value !== "string" || name in result) return null;
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
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !/password/i.test(name)));
}
