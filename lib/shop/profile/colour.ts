/** The colour of a shop: what an owner may choose, and the shades that its pages use. Pure. */

/** The software's own, as app/globals.css has it. */
export const OWN_COLOUR = "#c8331b";

/** What the owner picks from without a thought for contrast. */
export const COLOURS = {
  vermilion: OWN_COLOUR,
  rose: "#b4285a",
  plum: "#7d3c98",
  indigo: "#3f51a3",
  teal: "#0f6e6e",
  pine: "#1f6b4a",
  moss: "#556b1f",
  tea: "#8a5218",
  ink: "#3d3b4f",
} as const;
export type ColourName = keyof typeof COLOURS;

/** Text reads on a ground, and ground under white text, from this contrast on (WCAG 2.1, 1.4.3). */
export const LEAST_CONTRAST = 4.5;

const WHITE = "#ffffff";
/** What else stands behind the colour, or beside it: app/globals.css. */
const PAPER = "#f6f3ee";
const FAINT_TEXT = "#716a60";

/** `#RRGGBB` or `#rgb`, with or without the `#`, as `#rrggbb`; null for anything else. */
export function parseColour(typed: string): string | null {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(typed.trim())?.[1]?.toLowerCase();
  if (!digits) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

/** The contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.1, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** Whether white text reads on the colour, and the colour as text on white: one number says both. */
export function isReadable(colour: string): boolean {
  return contrast(colour, WHITE) >= LEAST_CONTRAST;
}

export type Palette = { brand: string; deep: string; soft: string };

/**
 * The shades of a readable colour `#rrggbb`: `brand` itself, a shade darker where it would not read on the shop's paper or on
 * `soft`; `deep` for what is pressed and for text on `soft`; `soft`, a tint on which the faintest text still reads.
 */
export function paletteOf(colour: string): Palette {
  const soft = shade(
    10,
    (step) => mix(colour, WHITE, 0.1 - step * 0.01),
    (tint) => contrast(tint, FAINT_TEXT) >= LEAST_CONTRAST,
  );
  const reads = (dark: string) => contrast(dark, PAPER) >= LEAST_CONTRAST && contrast(dark, soft) >= LEAST_CONTRAST;
  const brand = shade(60, (step) => mix(colour, "#000000", 1 - step * 0.01), reads);
  return { brand, deep: mix(brand, "#000000", 0.84), soft };
}

/** The first of the shades that is good; the last one when none is. */
function shade(steps: number, at: (step: number) => string, isGood: (colour: string) => boolean): string {
  for (let step = 0; step < steps; step++) if (isGood(at(step))) return at(step);
  return at(steps);
}

/** `part` of one colour with the rest of another. */
function mix(one: string, other: string, part: number): string {
  const [a, b] = [channels(one), channels(other)];
  return `#${a
    .map((value, at) =>
      Math.round(value * part + (b[at] ?? 0) * (1 - part))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
