import { type OptionView, PLAIN_OPTION, type VariantView } from "./product";

/** How the present choice looks from one value's chip. none: there is no such variant. */
export type ChipState = "free" | "sold_out" | "none";

/** Pure, so that the page may import it: what can be chosen of a product, and what a choice means. */

/**
 * A product's options as a shopper needs them: only values that some variant has. A product whose variants are not all of these
 * options is chosen by its variants' names, as if they were the values of one option.
 */
export function choicesOf(
  options: readonly OptionView[],
  variants: readonly VariantView[],
): { options: OptionView[]; variants: VariantView[] } {
  if (variants.length <= 1 && options.every(({ values }) => values.length <= 1)) return { options: [], variants: [...variants] };
  const used = new Set(variants.flatMap(({ valueIds }) => valueIds));
  const known = options.map((option) => ({ ...option, values: option.values.filter(({ id }) => used.has(id)) }));
  const isWhole = known.length > 0 && variants.every(({ valueIds }) => valueIds.length === known.length);
  if (isWhole) return { options: known, variants: [...variants] };
  const values = variants.map(({ id, name }) => ({ id, name, image: "" }));
  return {
    options: [{ id: 0, name: PLAIN_OPTION, values }],
    variants: variants.map((variant) => ({ ...variant, valueIds: [variant.id] })),
  };
}

/** The variants that a choice leaves; `chosen` has a value for each option, null for those not chosen yet. */
export function matching(variants: readonly VariantView[], chosen: readonly (number | null)[]): VariantView[] {
  return variants.filter(({ valueIds }) => chosen.every((id, index) => id === null || valueIds[index] === id));
}

/** What choosing this value would meet, with all that is chosen of the other options. */
export function chipState(
  variants: readonly VariantView[],
  chosen: readonly (number | null)[],
  option: number,
  valueId: number,
): ChipState {
  const left = matching(variants, withValue(chosen, option, valueId));
  if (left.length === 0) return "none";
  return left.some(({ available }) => available > 0) ? "free" : "sold_out";
}

/**
 * The choice after a tap on a value. What was chosen of the other options stays if the two can be bought together; otherwise it is
 * given up, so that nobody is caught between values that exclude each other.
 */
export function choose(
  variants: readonly VariantView[],
  chosen: readonly (number | null)[],
  option: number,
  valueId: number,
): (number | null)[] {
  const next = withValue(chosen, option, valueId);
  return chipState(variants, next, option, valueId) === "free" ? next : next.map((id, index) => (index === option ? id : null));
}

/** `Array.prototype.with` is younger than the oldest browser that the shop supports. */
function withValue(chosen: readonly (number | null)[], option: number, valueId: number): (number | null)[] {
  return chosen.map((id, index) => (index === option ? valueId : id));
}

/** What is chosen when the sheet opens: of one option the first value that can be bought; of two nothing but what leaves no choice. */
export function firstChoice(options: readonly OptionView[], variants: readonly VariantView[]): (number | null)[] {
  if (options.length === 1) return [(variants.find(({ available }) => available > 0) ?? variants[0])?.valueIds[0] ?? null];
  return options.map(({ values }) => (values.length === 1 ? (values[0]?.id ?? null) : null));
}
