import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Blob, Face, Font, Variation } from "harfbuzzjs";
import decompress from "woff2-encoder/decompress";
import type { Weight } from "./layout";

/**
 * Noto Sans SC as letters' outlines. It comes in about a hundred files, each for some ranges of Unicode, as browsers fetch them; a file
 * is read when a text first needs it, and stays: all of them are 8 MB. Nothing is asked of the system's own fonts, which a server
 * does not have, nor of the network.
 */
export type Typeface = {
  has(codePoint: number): boolean;
  /** How far the next letter stands, for letters of size 1; 0 for what it does not have. */
  advance(codePoint: number, weight: Weight): number;
  /** An SVG path for letters of size `unitsPerEm`, y upwards; empty for what it does not have. */
  outline(codePoint: number, weight: Weight): string;
  unitsPerEm: number;
};

const UNITS_PER_EM = 1000;
const FOLDER = path.resolve(/* turbopackIgnore: true */ "node_modules/@fontsource-variable/noto-sans-sc");

type Slice = { fonts: Record<Weight, Font>; holds: (codePoint: number) => number | undefined };

let index: Promise<ReadonlyMap<number, readonly string[]>> | undefined;
const slices = new Map<string, Promise<Slice>>();

/** The typeface with all that these texts need of it. Throws when its package is not installed whole. */
export async function loadTypeface(texts: readonly string[]): Promise<Typeface> {
  const names = await indexOnce();
  const codePoints = new Set([...texts.join("")].map((letter) => letter.codePointAt(0) ?? 0));
  const found = new Map<number, { font: Record<Weight, Font>; glyph: number }>();
  for (const codePoint of codePoints) {
    for (const name of names.get(codePoint) ?? []) {
      const slice = await sliceNamed(name);
      const glyph = slice.holds(codePoint);
      if (glyph) found.set(codePoint, { font: slice.fonts, glyph });
      if (glyph) break;
    }
  }
  return {
    unitsPerEm: UNITS_PER_EM,
    has: (codePoint) => found.has(codePoint),
    advance: (codePoint, weight) => {
      const letter = found.get(codePoint);
      return letter ? letter.font[weight].glyphHAdvance(letter.glyph) / UNITS_PER_EM : 0;
    },
    outline: (codePoint, weight) => {
      const letter = found.get(codePoint);
      return letter ? letter.font[weight].glyphToPath(letter.glyph) : "";
    },
  };
}

function indexOnce(): NonNullable<typeof index> {
  if (index) return index;
  index = readIndex();
  index.catch(() => {
    index = undefined; // a disk that failed once may be read again
  });
  return index;
}

/** Which files may have a letter, as the package says for style sheets: `"[4]": "U+1f1e9-1f1f5,U+1f21a"`. */
async function readIndex(): Promise<ReadonlyMap<number, readonly string[]>> {
  const ranges = JSON.parse(await readFile(path.join(/* turbopackIgnore: true */ FOLDER, "unicode.json"), "utf8")) as Record<
    string,
    string
  >;
  const names = new Map<number, string[]>();
  for (const [name, list] of Object.entries(ranges)) {
    for (const range of list.split(",")) {
      const [first = 0, last = first] = range
        .slice("U+".length)
        .split("-")
        .map((hex) => Number.parseInt(hex, 16));
      for (let codePoint = first; codePoint <= last; codePoint++) names.set(codePoint, [...(names.get(codePoint) ?? []), name]);
    }
  }
  return names;
}

function sliceNamed(name: string): Promise<Slice> {
  const known = slices.get(name);
  if (known) return known;
  const made = readSlice(name);
  slices.set(name, made);
  made.catch(() => slices.delete(name));
  return made;
}

async function readSlice(name: string): Promise<Slice> {
  const file = `noto-sans-sc-${name.replace(/[[\]]/g, "")}-wght-normal.woff2`;
  const bytes = await decompress(await readFile(path.join(/* turbopackIgnore: true */ FOLDER, "files", file)));
  const face = new Face(new Blob(Uint8Array.from(bytes).buffer));
  if (face.upem !== UNITS_PER_EM) throw new Error(`${file} has ${face.upem} units, not ${UNITS_PER_EM}`);
  const fonts = { 400: fontOf(face, 400), 700: fontOf(face, 700) };
  return { fonts, holds: (codePoint) => fonts[400].nominalGlyph(codePoint) };
}

function fontOf(face: Face, weight: Weight): Font {
  const font = new Font(face);
  font.setVariations([new Variation("wght", weight)]);
  return font;
}
