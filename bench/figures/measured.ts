/** What is to be reached, and what was; `isMet` is null where this machine cannot say. */
export type Aim = { what: string; aim: string; measured: string; isMet: boolean | null };

/** What a part has found: its table, in Markdown, and how that stands to what is to be reached. */
export type Measured = { table: string; aims: Aim[] };

/** An aim that is a number of one kind of thing, for example 0.7 of the bare handler. */
export function aimFor(what: string, value: number, { least, most, unit = "" }: { least?: number; most?: number; unit?: string }): Aim {
  const aim = least === undefined ? `≤ ${most}${unit}` : `≥ ${least}${unit}`;
  const isMet = least === undefined ? value <= (most ?? 0) : value >= least;
  // A rate of none makes no ratio.
  return { what, aim, measured: `${short(value)}${unit}`, isMet: Number.isFinite(value) ? isMet : null };
}

/** With as many digits as say something. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return String(Math.round(value));
  return String(Number(value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3)));
}
