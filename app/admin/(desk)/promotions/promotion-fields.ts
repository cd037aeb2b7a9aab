import { z } from "zod";
import { toLine } from "@/lib/server/typed-text";
import { boundsOf, dayAfter } from "@/lib/shop/day";
import { parseYuan } from "@/lib/shop/money";
import { normaliseCode } from "@/lib/shop/promotions/normalise-code";
import { type CouponOff, MAX_PROMOTION_FEN, MAX_USES, MOST_SCOPE_IDS, MOST_TIERS, type Tier } from "@/lib/shop/promotions/promotion";
import { text } from "./text";

/** The fields of a promotion's form; categories are a tick each. */
export const TIERS = Array.from({ length: MOST_TIERS }, (_, index) => index + 1);
export const tierField = (tier: number, part: "from" | "off") => `t${tier}_${part}`;
export const categoryField = (id: number) => `c${id}`;

const typed = z.string().trim().max(20);
const MAX_CODE_TYPED = 80;

export const commonFields = {
  name: z.string().max(200, text.needName).transform(toLine).pipe(z.string().min(1, text.needName).max(20, text.needName)),
  startDay: typed,
  endDay: typed,
  scope: z.enum(["all", "categories", "products"]),
  products: z.string().max(20_000, text.needProducts).default(""),
};
export const tierFields: Record<string, z.ZodType<string, string>> = Object.fromEntries(
  TIERS.flatMap((tier) => [
    [tierField(tier, "from"), typed],
    [tierField(tier, "off"), typed],
  ]),
);
export const couponFields = {
  from: typed,
  off: z.enum(["sum", "percent"]),
  offSum: typed,
  percent: typed,
  most: typed,
  total: typed,
  perBuyer: typed,
};
export const codeField = z
  .string()
  .max(MAX_CODE_TYPED, text.needCode)
  .transform((value, context) => {
    const code = normaliseCode(value);
    if (code === null) context.addIssue(text.needCode);
    return code ?? z.NEVER;
  });

type Typed = Readonly<Record<string, unknown>>;
type Wrong = (field: string, message: string) => void;

export const wrongIn =
  (context: z.RefinementCtx): Wrong =>
  (field, message) =>
    context.addIssue({ code: "custom", path: [field], message });

/** From the first day's beginning to the last day's end, in Asia/Shanghai. */
export function takeTimes(form: Typed, wrong: Wrong): { startsAt: Date; endsAt: Date } {
  const start = boundsOf(String(form.startDay));
  const end = boundsOf(String(form.endDay));
  if (!start) wrong("startDay", text.needDay);
  if (!end) wrong("endDay", text.needDay);
  return { startsAt: start?.from ?? new Date(0), endsAt: end?.to ?? new Date(0) };
}

/** The last day on which something ends at midnight. */
export function lastDayOf(endDay: string): string {
  return dayAfter(endDay, -1);
}

/** The tiers that are filled in, from the lowest on. */
export function takeTiers(form: Typed, wrong: Wrong): Tier[] {
  const tiers: Tier[] = [];
  for (const tier of TIERS) {
    const [from, off] = [String(form[tierField(tier, "from")] ?? ""), String(form[tierField(tier, "off")] ?? "")];
    if (from === "" && off === "" && tier > 1) continue;
    const [fromFen, offFen] = [sumOf(from), sumOf(off)];
    const before = tiers.at(-1);
    if (fromFen === null || (before && fromFen <= before.fromFen)) wrong(tierField(tier, "from"), text.needTier);
    else if (offFen === null || offFen >= fromFen || (before && offFen <= before.offFen)) wrong(tierField(tier, "off"), text.needTier);
    else tiers.push({ fromFen, offFen });
  }
  return tiers;
}

/** What a coupon asks and gives, and how often. */
export function takeCoupon(form: Typed, wrong: Wrong): { fromFen: number; off: CouponOff; total: number | null; perBuyer: number | null } {
  const sum = (field: string): number => {
    const fen = sumOf(String(form[field]));
    if (fen === null) wrong(field, text.needSum);
    return fen ?? 1;
  };
  const count = (field: string): number | null => {
    const value = String(form[field]);
    if (value === "") return null;
    const wanted = /^[1-9]\d{0,6}$/.test(value) ? Number(value) : 0;
    if (wanted < 1 || wanted > MAX_USES) wrong(field, text.needCount);
    return wanted;
  };
  const off: CouponOff =
    form.off === "percent"
      ? { kind: "percent", payPercent: percentOf(String(form.percent), wrong), mostFen: sum("most") }
      : { kind: "sum", offFen: sum("offSum") };
  return { fromFen: form.from === "" ? 0 : sum("from"), off, total: count("total"), perBuyer: count("perBuyer") };
}

function percentOf(value: string, wrong: Wrong): number {
  const match = /^(\d)(?:\.(\d))?$/.exec(value);
  const percent = match ? Number(match[1]) * 10 + Number(match[2] ?? 0) : 0;
  if (percent < 1) wrong("percent", text.needPercent);
  return percent;
}

/** The slugs in lines of addresses: "https://shop.example/products/long-jing" or "long-jing". */
export function takeSlugs(lines: string): string[] {
  const slugs = lines
    .split("\n")
    .map((line) => /^(?:\S*\/)?([\w-]{1,80})\/?$/.exec(line.trim())?.[1] ?? line.trim())
    .filter((slug) => slug !== "");
  return [...new Set(slugs)].slice(0, MOST_SCOPE_IDS + 1);
}

function sumOf(value: string): number | null {
  const fen = parseYuan(value);
  return fen !== null && fen > 0 && fen <= MAX_PROMOTION_FEN ? fen : null;
}
