/** What the owner may type about a product: the schemas of the forms. Pure; money is typed in yuan and leaves as fen. */
import { z } from "zod";
import { parseYuan } from "@/lib/shop/money";
import { smallRowId } from "../../form/row-id";

/** ¥100,000: above it a slip of the finger is likelier than a price. */
const MAX_PRICE_FEN = 100_000_00;
const MAX_STOCK = 1_000_000;

const line = (max: number, what: string) => z.string().trim().max(max, `${what}最多 ${max} 个字`);

/** "19.80" → 1980, and at least one fen. */
const yuan = z.string().transform((text, context) => {
  const fen = parseYuan(text);
  if (fen !== null && fen > 0 && fen <= MAX_PRICE_FEN) return fen;
  context.addIssue({ code: "custom", message: "请填写 0.01 到 100000 之间的金额，最多两位小数" });
  return z.NEVER;
});

const count = (min: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^[+-]?\d{1,7}$/, message)
    .transform(Number)
    .pipe(z.number().int().min(min, message).max(MAX_STOCK, `最多 ${MAX_STOCK}`));

/** A checkbox is sent as "on", or not at all. */
export const checkbox = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

export const productFields = {
  title: line(60, "标题").min(1, "请填写标题"),
  subtitle: line(80, "副标题"),
  description: line(5000, "描述"),
  categoryId: smallRowId,
};

export const variantFields = {
  name: line(30, "规格名"),
  priceFen: yuan,
  listPriceFen: z.union([z.literal("").transform(() => null), yuan]),
};

export const initialStock = count(0, "请填写 0 或更大的整数");
/** "+5", "-2"; never 0. */
export const stockDelta = count(-MAX_STOCK, "请填写整数，例如 +10 或 -2").refine((delta) => delta !== 0, "请填写不为 0 的整数");

export const variantSchema = z.object(variantFields);
