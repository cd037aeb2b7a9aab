import { z } from "zod";
import { toLines } from "@/lib/server/typed-text";
import { MAX_LENGTHS, MAX_PRICE_FEN, MAX_STOCK } from "@/lib/shop/catalog/product";
import { parseYuan } from "@/lib/shop/money";
import { smallRowId } from "../../form/row-id";
import { text as products } from "./text";

/** The fields of the owner's product forms. Money is typed in yuan and comes out as fen. */

const text = products.fields;

const MAX_TYPED = 20_000;

const words = (max: number, what: string) =>
  z
    .string()
    .max(MAX_TYPED, text.tooLong(what, max))
    .transform(toLines)
    .pipe(z.string().max(max, text.tooLong(what, max)));

/** "19.80" → 1980, and at least one fen. */
const yuan = z.string().transform((typed, context) => {
  const fen = parseYuan(typed);
  if (fen !== null && fen > 0 && fen <= MAX_PRICE_FEN) return fen;
  context.addIssue({ code: "custom", message: text.needAmount });
  return z.NEVER;
});

const count = (min: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number)
    .pipe(z.number().int().min(min, message).max(MAX_STOCK, text.atMost(MAX_STOCK)));

/** A checkbox is sent as "on", or not at all. */
export const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const productFields = {
  title: words(MAX_LENGTHS.title, text.title).pipe(z.string().min(1, text.needTitle)),
  subtitle: words(MAX_LENGTHS.subtitle, text.subtitle),
  description: words(MAX_LENGTHS.description, text.description),
  categoryId: smallRowId,
};

export const variantFields = {
  name: words(MAX_LENGTHS.variantName, text.variantName),
  priceFen: yuan,
  listPriceFen: z.union([z.literal("").transform(() => null), yuan]),
};

export const initialStock = count(0, text.needCount);
/** "+5", "-2"; never 0. */
export const stockDelta = count(-MAX_STOCK, text.needDelta).refine((delta) => delta !== 0, text.notZero);

export const variantSchema = z.object(variantFields);
