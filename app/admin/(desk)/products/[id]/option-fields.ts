import { z } from "zod";
import { toLine } from "@/lib/server/typed-text";
import type { OptionChange } from "@/lib/shop/catalog/change-option";
import { MAX_LENGTHS, MOST_VARIANTS } from "@/lib/shop/catalog/product";
import { smallRowId } from "../../../form/row-id";
import { optionsText as text } from "./options-text";

/** The fields of the forms of a product's options. A value's fields carry its number: value-12, image-12. */

const MAX_TYPED = 4000;
/** As picture names are: "u/<id>", or one of the demo shop's. */
const PICTURE = /^(?:[\w-]{1,40}|u\/[0-9a-f]{24})?$/;

const optionName = z
  .string()
  .max(MAX_TYPED)
  .transform(toLine)
  .pipe(z.string().min(1, text.needName).max(MAX_LENGTHS.optionName, text.tooLong(MAX_LENGTHS.optionName)));

const valueName = z
  .string()
  .max(MAX_TYPED)
  .transform(toLine)
  .pipe(z.string().min(1, text.needValue).max(MAX_LENGTHS.variantName, text.tooLong(MAX_LENGTHS.variantName)));

/** Values as people list them: 红、蓝 or a line each. */
const valueNames = z
  .string()
  .max(MAX_TYPED)
  .transform((typed) =>
    typed
      .split(/[\r\n、,，;；]/u)
      .map(toLine)
      .filter(Boolean),
  )
  .pipe(
    z
      .array(z.string().max(MAX_LENGTHS.variantName, text.tooLong(MAX_LENGTHS.variantName)))
      .max(MOST_VARIANTS, text.refusals.too_many({ ok: false, reason: "too_many", combinations: MOST_VARIANTS + 1 })),
  );

export const newOption = z.strictObject({
  productId: smallRowId,
  name: optionName,
  values: valueNames.refine((values) => values.length > 0, text.needValues),
});

const fixed = { productId: smallRowId, optionId: smallRowId, name: optionName, added: valueNames.optional() };
const MOVE = /^(up|down|away):([1-9]\d{0,8})$/;

/** The form of one option: any number of value-… and image-… beside the fixed fields. */
export const changedOption = z.record(z.string().max(30), z.string().max(MAX_TYPED)).transform((raw, context) => {
  const { productId, optionId, name, added, move, ...rest } = raw;
  const parsed = z.strictObject(fixed).safeParse({ productId, optionId, name, ...(added !== undefined && { added }) });
  const values = readValues(rest);
  if (parsed.error) for (const issue of parsed.error.issues) context.addIssue({ code: "custom", message: issue.message, path: issue.path });
  for (const [path, message] of Object.entries(values.problems)) context.addIssue({ code: "custom", message, path: [path] });
  if (!parsed.success || Object.keys(values.problems).length > 0) return z.NEVER;
  const change: OptionChange = {
    ...{ optionId: parsed.data.optionId, name: parsed.data.name, values: values.values, added: parsed.data.added ?? [] },
    move: readMove(move),
  };
  return { productId: parsed.data.productId, change };
});

function readMove(typed: string | undefined): OptionChange["move"] {
  const [, to, id] = MOVE.exec(typed ?? "") ?? [];
  return to === "up" || to === "down" || to === "away" ? { to, valueId: Number(id) } : undefined;
}

function readValues(raw: Record<string, string>) {
  const problems: Record<string, string> = {};
  const values: { id: number; name: string; image?: string }[] = [];
  for (const [field, typed] of Object.entries(raw)) {
    const [, kind, id] = /^(value|image)-([1-9]\d{0,8})$/.exec(field) ?? [];
    if (!kind || (kind === "image" && !PICTURE.test(typed))) problems[field] = text.refusals.gone;
    if (kind !== "value") continue;
    const name = valueName.safeParse(typed);
    if (!name.success) problems[field] = name.error.issues[0]?.message ?? text.needValue;
    const image = raw[`image-${id}`];
    if (name.success) values.push({ id: Number(id), name: name.data, ...(image !== undefined && { image }) });
  }
  return { values, problems };
}
