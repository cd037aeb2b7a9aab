"use server";

import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { explainPaste, MAX_PASTED_BYTES } from "@/lib/shop/inbox/explain-paste";
import { memberAction } from "../../../member";
import { text } from "../text";

// A name that neither the browser's drafts keep nor an answer brings back: the text is looked at once, and nowhere kept.
const schema = z.strictObject({ secretText: z.string().max(MAX_PASTED_BYTES, text.notPasted.too_long) });

export const explainTextAction = memberAction("contract", schema, async ({ secretText }, { shop }) => {
  const result = await explainPaste(shop, secretText);
  if (!result.ok) return { ok: false, message: wordsFor(result, text.notPasted) };
  return { ok: true, isWarning: !result.isTaken, message: text.pasted(result) };
});
