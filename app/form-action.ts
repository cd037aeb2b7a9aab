import "server-only";
import type { z } from "zod";
import { createFormAction, type FormState } from "@/lib/server/action";
import { type Refusal, type Words, wordsFor } from "@/lib/server/result";
import { crossSiteRefusal } from "./same-origin";
import { appText } from "./text";

/** A server action for a form, in three lines: its schema, who calls, one verb. */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return createFormAction(appText.form, crossSiteRefusal, schema, run);
}

/** What a form shows of what a verb returned: `done`, or the words of its refusal. A stamp of what is there now goes on to the form. */
export function answer<Returned extends { ok: true } | Refusal>(
  result: Returned,
  done: string,
  words: Words<Extract<Returned, { ok: false }>>,
): FormState {
  if (result.ok) return { ok: true, message: done, ...("was" in result && { was: String(result.was) }) };
  return { ok: false, message: wordsFor(result as Extract<Returned, { ok: false }>, words) };
}
