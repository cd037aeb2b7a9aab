import { z } from "zod";
import { isLongerThan, toLine, toLines } from "@/lib/server/typed-text";
import {
  MAX_BUYER_LIMIT,
  MAX_KEYWORD_LENGTH,
  MAX_LENGTHS,
  MAX_PRICE_FEN,
  MAX_QUANTITY,
  MAX_STOCK,
  MOST_KEYWORDS,
} from "@/lib/shop/catalog/product";
import { MAX_FEE_FEN, MAX_GRAMS, type ProductFreight } from "@/lib/shop/freight/freight";
import { MAX_TYPED_SUM, parseYuan } from "@/lib/shop/money";
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
const yuan = z
  .string()
  .max(MAX_TYPED_SUM, text.needAmount)
  .transform((typed, context) => {
    const fen = parseYuan(typed);
    if (fen !== null && fen > 0 && fen <= MAX_PRICE_FEN) return fen;
    context.addIssue({ code: "custom", message: text.needAmount });
    return z.NEVER;
  });

const count = (min: number, message: string, max = MAX_STOCK) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number)
    .pipe(z.number().int().min(min, message).max(max, text.atMost(max)));

/** Empty for no limit. */
const limit = (max: number) => z.union([z.literal("").transform(() => null), count(1, text.needLimit, max)]);

/** What people put between words: blanks, commas, 顿号. */
const BETWEEN_KEYWORDS = /[\s,，、;；|/]+/u;

/** "茶叶 礼盒、longjing": each word once, without what shows nothing. */
const keywords = z
  .string()
  .max(MAX_TYPED, text.tooManyKeywords)
  .transform((typed) => [...new Set(typed.split(BETWEEN_KEYWORDS).map(toLine).filter(Boolean))])
  .pipe(
    z
      .array(z.string().refine((word) => !isLongerThan(word, MAX_KEYWORD_LENGTH), text.longKeyword))
      .max(MOST_KEYWORDS, text.tooManyKeywords),
  );

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
  keywords,
  limitPerOrder: limit(MAX_QUANTITY),
  limitPerBuyer: limit(MAX_BUYER_LIMIT),
};

/** "t12" is the template of that number. The fee counts only for a fixed one. */
export const freightFields = {
  freight: z.string().regex(/^(free|fixed|t[1-9]\d{0,8})$/, text.needFreight),
  freightFee: z.string().max(20),
};

/** What the two fields say together; a fixed fee needs its sum. For `.transform` of a form's whole schema. */
export function takeFreight<Form extends { freight: string; freightFee: string }>(
  { freight, freightFee, ...rest }: Form,
  context: z.RefinementCtx,
): Omit<Form, "freight" | "freightFee"> & { freight: ProductFreight } {
  if (freight === "free") return { ...rest, freight: { kind: "free" } };
  if (freight !== "fixed") return { ...rest, freight: { kind: "template", templateId: Number(freight.slice(1)) } };
  const feeFen = parseYuan(freightFee);
  if (feeFen !== null && feeFen > 0 && feeFen <= MAX_FEE_FEN) return { ...rest, freight: { kind: "fixed", feeFen } };
  context.addIssue({ code: "custom", path: ["freightFee"], message: text.needFee(MAX_FEE_FEN / 100) });
  return z.NEVER;
}

export const variantFields = {
  name: words(MAX_LENGTHS.variantName, text.variantName),
  priceFen: yuan,
  listPriceFen: z.union([z.literal("").transform(() => null), yuan]),
  /** What one weighs; an empty field says nothing. */
  grams: z
    .string()
    .trim()
    .regex(/^\d{0,6}$/, text.needGrams(MAX_GRAMS))
    .transform(Number)
    .pipe(z.number().max(MAX_GRAMS, text.needGrams(MAX_GRAMS)))
    .optional(),
  /** From how many pieces on it is scarce; an empty field says: from the shop's number on. */
  lowStockAt: z
    .string()
    .trim()
    .regex(/^\d{0,4}$/, text.needLowStock)
    .transform((typed) => (typed === "" ? null : Number(typed)))
    .optional(),
};

export const initialStock = count(0, text.needCount);
/** "+5", "-2"; never 0. */
export const stockDelta = count(-MAX_STOCK, text.needDelta).refine((delta) => delta !== 0, text.notZero);

export const variantSchema = z.object(variantFields);
