import "server-only";
import type { z } from "zod";
import { createFormAction, type FormState } from "@/lib/server/action";
import { appText } from "./text";

/** A server action for a form, in three lines: its schema, who calls, one verb. */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => Promise<FormState>,
): (previous: FormState, form: FormData) => Promise<FormState> {
  return createFormAction(appText.form, schema, run);
}
