import type { Fee, FreeFrom, FreightBook, FreightLine, FreightPart, FreightQuote, FreightTemplate, ToFree, Zone } from "./freight";

/**
 * What sending these goods costs, in fen: the one arithmetic for the product's page, the cart, the checkout and the order that is
 * placed, so that nobody is charged what was not shown. Whole numbers only. `province` null: nobody knows yet, so the rules for
 * everywhere else are taken, and what is not sent somewhere is left in.
 *
 * Goods that come to the shop's sum make the whole order free (counted by what the goods cost, as the pages say). Else each
 * template whose own threshold its goods have not reached adds to the freight. Of several the one with the highest first fee is
 * charged as it stands, and the others only by their steps, and never more than they cost alone: a parcel has one first fee
 * (as CRMEB counts; the sum of all, as yudao does, charges two first fees for one parcel). A product's fixed fee is a first fee
 * with no steps.
 *
 * Throws for a template that is not in the book: such goods must never be sent free in silence.
 */
export function quoteFreight<Line extends FreightLine>(
  book: FreightBook,
  lines: readonly Line[],
  province: string | null,
): FreightQuote<Line> {
  const templates = new Map(book.templates.map((template) => [template.id, template]));
  const undeliverable = lines.filter((line) => isExcluded(line, templates, province));
  const sent = lines.filter((line) => !undeliverable.includes(line));
  const goodsFen = sent.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  const missing = missingForWholeOrder(book, goodsFen, province);
  const groups = groupLines(sent, templates, province);
  const perTemplate = charge(groups, missing === 0);
  const feeFen = perTemplate.reduce((sum, part) => sum + part.feeFen, 0);
  if (!Number.isSafeInteger(feeFen) || feeFen < 0) throw new RangeError(`no sum of freight: ${feeFen}`);
  return { feeFen, undeliverable, toFree: feeFen === 0 ? null : toFree(missing, groups, perTemplate), perTemplate };
}

/** All goods of one template together, or the goods of one line with a fixed fee. */
type Group = Pick<FreightPart, "template" | "units"> & { zone: Zone; fen: number; pieces: number };

function groupLines(lines: readonly FreightLine[], templates: Map<number, FreightTemplate>, province: string | null): Group[] {
  const groups = new Map<number, Group>();
  const fixed: Group[] = [];
  for (const { freight, priceFen, quantity, grams } of lines) {
    if (freight.kind === "free") continue;
    const fen = priceFen * quantity;
    if (freight.kind === "fixed") {
      const fee = { first: 1, firstFeeFen: freight.feeFen, step: 1, stepFeeFen: 0 };
      fixed.push({ template: null, units: quantity, zone: { fee, free: null }, fen, pieces: quantity });
      continue;
    }
    const { id, name, unit, rules } = templateOf(templates, freight.templateId);
    const zone = rules.zones.find(({ provinces }) => province !== null && provinces.includes(province)) ?? rules.everywhere;
    const group = groups.get(id) ?? { template: { id, name, unit }, units: 0, zone, fen: 0, pieces: 0 };
    group.units += unit === "piece" ? quantity : quantity * grams;
    group.fen += fen;
    group.pieces += quantity;
    groups.set(id, group);
  }
  return [...groups.values(), ...fixed];
}

function charge(groups: readonly Group[], isOrderFree: boolean): FreightPart[] {
  const charged = groups.filter((group) => !isOrderFree && !isFree(group.zone.free, group));
  const lead = [...charged].sort(byFirstFee)[0];
  return groups.map((group) => {
    const { template, units, zone } = group;
    const part = { template, units, fee: zone.fee };
    if (!charged.includes(group)) return { ...part, feeFen: 0, freeBy: isOrderFree ? "order" : "template" };
    const whole = wholeFee(zone.fee, units);
    return { ...part, feeFen: group === lead ? whole : Math.min(whole, steps(zone.fee, units)), freeBy: null };
  });
}

/** The highest first fee first; of equal ones always the same, however the lines are ordered. */
function byFirstFee(left: Group, right: Group): number {
  return right.zone.fee.firstFeeFen - left.zone.fee.firstFeeFen || (left.template?.id ?? 0) - (right.template?.id ?? 0);
}

/** What so many units cost that are sent by themselves. */
function wholeFee(fee: Fee, units: number): number {
  return fee.firstFeeFen + steps(fee, Math.max(0, units - fee.first));
}

function steps({ step, stepFeeFen }: Fee, units: number): number {
  if (step < 1) throw new RangeError("a step of no units");
  const begun = (units - (units % step)) / step + (units % step > 0 ? 1 : 0);
  return begun * stepFeeFen;
}

/** A threshold that is not there is met by nobody alone: where neither is, nothing is free. */
function isFree(free: FreeFrom | null, { fen, pieces }: Group): boolean {
  if (!free || (free.fen === null && free.pieces === null)) return false;
  return (free.fen === null || fen >= free.fen) && (free.pieces === null || pieces >= free.pieces);
}

/** null: no sum makes a whole order free there; 0: this one is. */
function missingForWholeOrder({ wholeOrderFree }: FreightBook, goodsFen: number, province: string | null): number | null {
  if (!wholeOrderFree || (province !== null && wholeOrderFree.except.includes(province))) return null;
  return Math.max(0, wholeOrderFree.fromFen - goodsFen);
}

/** What is missing for the whole order, and for the one template that costs something, where a sum is all that it asks. */
function toFree(anyFen: number | null, groups: readonly Group[], parts: readonly FreightPart[]): ToFree | null {
  // One that adds nothing behind the highest first fee is charged its own as soon as that one is free.
  const charged = groups.filter(({ zone, units }, index) => parts[index]?.freeBy === null && wholeFee(zone.fee, units) > 0);
  const [only] = charged;
  const free = charged.length === 1 ? only?.zone.free : null;
  const isSumAlone = only && free && free.fen !== null && (free.pieces === null || only.pieces >= free.pieces);
  const own = isSumAlone && free.fen !== null ? free.fen - only.fen : null;
  const alikeFen = own !== null && own < (anyFen ?? Number.POSITIVE_INFINITY) ? own : null;
  return anyFen === null && alikeFen === null ? null : { anyFen, alikeFen };
}

function isExcluded({ freight }: FreightLine, templates: Map<number, FreightTemplate>, province: string | null): boolean {
  if (freight.kind !== "template" || province === null) return false;
  return templateOf(templates, freight.templateId).rules.excluded.includes(province);
}

function templateOf(templates: Map<number, FreightTemplate>, id: number): FreightTemplate {
  const template = templates.get(id);
  if (!template) throw new Error(`no freight template ${id}`);
  return template;
}
