/** Where everything stands on a poster, in pixels. Pure: how wide a text is, and how many modules its code has, are arguments. */

import { formatFen, splitFen } from "@/lib/shop/money";
import { breakLines } from "./break-lines";
import { POSTER_WIDTH, type PosterFacts } from "./poster";

export type Weight = 400 | 700;
export type Face = { size: number; weight: Weight };

/** `baseline` is where the letters stand. */
export type TextShape = { kind: "text"; text: string; x: number; baseline: number; colour: string } & Face;
export type BoxShape = { kind: "box"; x: number; y: number; width: number; height: number; radius: number; colour: string };
export type Shape = TextShape | BoxShape;

/** A square that a picture fills; `corners`: how round, and which. */
export type Frame = { x: number; y: number; size: number; radius: number; corners: "all" | "top" };
export type Layout = {
  height: number;
  shapes: Shape[];
  picture: Frame | null;
  logo: Frame | null;
  code: { x: number; y: number; module: number };
};

/** How wide a text is, in pixels. */
export type Measure = (text: string, face: Face) => number;

const EDGE = 28;
const PADDING = 36;
const RADIUS = 28;
const LOGO = 84;
const CARD_TOP = 148;
const CARD_WIDTH = POSTER_WIDTH - 2 * EDGE;
const LEFT = EDGE + PADDING;
const INNER = CARD_WIDTH - 2 * PADDING;
/** Instead of a picture. */
const BAND_HEIGHT = 360;
/** The most that the code takes of a side. A module is a whole number of pixels, so that its edges are sharp; four fit into the card's padding. */
const CODE = 216;
const LEAST_MODULE = 3;
const MOST_MODULE = 7;

const INK = "#1d1a16";
const FAINT = "#5d564d";
const FAINTER = "#716a60";
const LINE = "#e8e2d9";
const WHITE = "#ffffff";

const BIG: Face = { size: 68, weight: 700 };
const SMALL: Face = { size: 36, weight: 700 };
const NAME: Face = { size: 36, weight: 700 };
const NAME_LINE = 52;

/** Lays a poster out. `modules`: the length of the code's side. The texts must be printable already (`printable`). */
export function layOut(facts: PosterFacts, measure: Measure, modules: number): Layout {
  const { palette } = facts;
  const top = headerOf(facts, measure);
  const picture: Frame | null = facts.picture ? { x: EDGE, y: CARD_TOP, size: CARD_WIDTH, radius: RADIUS, corners: "top" } : null;
  const below = CARD_TOP + (picture ? CARD_WIDTH : BAND_HEIGHT);
  const price = priceOf(facts, measure, below + 88);
  const lines = breakLines(facts.title, (text) => measure(text, NAME), { width: INNER, most: 2 });
  const name = lines.map((text, at) => write(text, LEFT, below + 152 + at * NAME_LINE, NAME, INK));
  const rule = below + 124 + lines.length * NAME_LINE + 28;
  const foot = footOf(facts, measure, { y: rule + 32, modules });
  const end = foot.end + 32;
  return {
    height: end + EDGE,
    shapes: [
      box({ x: 0, y: 0, width: POSTER_WIDTH, height: end + EDGE, colour: palette.brand }),
      ...top.shapes,
      box({ x: EDGE, y: CARD_TOP, width: CARD_WIDTH, height: end - CARD_TOP, radius: RADIUS, colour: WHITE }),
      ...(picture ? [] : bandOf(facts, measure)),
      ...price,
      ...name,
      box({ x: LEFT, y: rule, width: INNER, height: 2, colour: LINE }),
      ...foot.shapes,
    ],
    picture,
    logo: top.logo,
    code: foot.code,
  };
}

/** The shop: its logo, name and tagline on its colour, on which white reads (`isReadable`). */
function headerOf({ logo, shopName, tagline }: PosterFacts, measure: Measure): { shapes: Shape[]; logo: Frame | null } {
  const top = (CARD_TOP - LOGO) / 2;
  const left = EDGE + 8 + (logo ? LOGO + 22 : 0);
  const width = POSTER_WIDTH - EDGE - 8 - left;
  const nameFace: Face = { size: 38, weight: 700 };
  const taglineFace: Face = { size: 25, weight: 400 };
  const line = (text: string, face: Face, baseline: number) =>
    breakLines(text, (part) => measure(part, face), { width, most: 1 }).map((part) => write(part, left, baseline, face, WHITE));
  return {
    shapes: [...line(shopName, nameFace, top + (tagline ? 36 : 56)), ...line(tagline, taglineFace, top + 76)],
    logo: logo ? { x: EDGE + 8, y: top, size: LOGO, radius: 20, corners: "all" } : null,
  };
}

/** Where a product has no picture: the first letter of its name on a tint. */
function bandOf({ title, shopName, palette }: PosterFacts, measure: Measure): Shape[] {
  const face: Face = { size: 176, weight: 700 };
  const letter = /[\p{L}\p{N}]/u.exec(`${title}${shopName}`)?.[0] ?? "";
  const x = (POSTER_WIDTH - measure(letter, face)) / 2;
  const half = BAND_HEIGHT / 2;
  return [
    box({ x: EDGE, y: CARD_TOP, width: CARD_WIDTH, height: half, radius: RADIUS, colour: palette.soft }),
    box({ x: EDGE, y: CARD_TOP + half / 2, width: CARD_WIDTH, height: BAND_HEIGHT - half / 2, colour: palette.soft }),
    ...(letter ? [write(letter, x, CARD_TOP + half + face.size * 0.36, face, palette.brand)] : []),
  ];
}

/** ¥19.80 起, and beside it what is struck through, with its name, where both have room. */
function priceOf(
  { priceFen, isFrom, listPriceFen, listPriceBasis, palette, words }: PosterFacts,
  measure: Measure,
  baseline: number,
): Shape[] {
  const { sign, yuan, cents } = splitFen(priceFen);
  const shapes: Shape[] = [];
  let x = LEFT;
  const add = (text: string, face: Face, colour: string, before = 0) => {
    const shape = write(text, x + before, baseline, face, colour);
    shapes.push(shape);
    x = shape.x + measure(text, face);
    return shape;
  };
  add(`${sign}¥`, SMALL, palette.brand);
  add(yuan, BIG, palette.brand, 4);
  add(`.${cents}`, SMALL, palette.brand);
  if (isFrom) add(words.from, { size: 28, weight: 400 }, FAINT, 8);
  const faint: Face = { size: 28, weight: 400 };
  const [name, price] = [words.listPrice[listPriceBasis], formatFen(listPriceFen ?? 0)];
  if (listPriceFen !== null && x + 20 + measure(name, faint) + 8 + measure(price, faint) <= LEFT + INNER) {
    add(name, faint, FAINTER, 20);
    const struck = add(price, faint, FAINTER, 8);
    shapes.push(box({ x: struck.x - 3, y: baseline - 11, width: x - struck.x + 6, height: 2, colour: FAINTER }));
  }
  return shapes;
}

type Foot = { shapes: Shape[]; code: Layout["code"]; end: number };

/** The code on the right, what to do with it on the left. The card around it is the margin that a code needs. */
function footOf({ words }: PosterFacts, measure: Measure, { y, modules }: { y: number; modules: number }): Foot {
  const module = Math.min(MOST_MODULE, Math.max(LEAST_MODULE, Math.floor(CODE / modules)));
  const side = module * modules;
  const x = EDGE + CARD_WIDTH - PADDING - side;
  const width = x - LEFT - 4 * module;
  const middle = y + side / 2;
  const line = (text: string, face: Face, baseline: number, colour: string) =>
    breakLines(text, (part) => measure(part, face), { width, most: 1 }).map((part) => write(part, LEFT, baseline, face, colour));
  return {
    shapes: [
      ...line(words.scan, { size: 32, weight: 700 }, middle - 8, INK),
      ...line(words.hint, { size: 26, weight: 400 }, middle + 40, FAINT),
    ],
    code: { x, y, module },
    end: y + side,
  };
}

function write(text: string, x: number, baseline: number, face: Face, colour: string): TextShape {
  return { kind: "text", text, x, baseline, ...face, colour };
}

function box(shape: Omit<BoxShape, "kind" | "radius"> & { radius?: number }): BoxShape {
  return { kind: "box", radius: 0, ...shape };
}
