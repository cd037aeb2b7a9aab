/** A layout as SVG without a word in it: texts are outlines, so that no name can break it and no font is looked for. Pure. */

import type { BoxShape, Frame, Layout, TextShape } from "./layout";
import { POSTER_WIDTH } from "./poster";
import type { Typeface } from "./typeface";

type Type = Pick<Typeface, "advance" | "outline" | "unitsPerEm">;

/** Which modules of a QR code are dark. */
export type Code = { size: number; get: (row: number, column: number) => number };

/** Everything but the pictures. */
export function toSvg(layout: Layout, type: Type, code: Code): string {
  const shapes = layout.shapes.map((shape) => (shape.kind === "box" ? boxOf(shape) : textOf(shape, type)));
  return svgOf(POSTER_WIDTH, layout.height, `${shapes.join("")}${codeOf(layout.code, code)}`);
}

/** What of a square picture is seen: white where it is, nothing around its round corners. */
export function maskOf({ size, radius, corners }: Frame): string {
  const below = corners === "top" ? size + radius : size;
  return svgOf(size, size, `<rect width="${size}" height="${below}" rx="${radius}" fill="#fff"/>`);
}

/** How wide a text is, in pixels of this size. */
export function widthOf(text: string, { size, weight }: Pick<TextShape, "size" | "weight">, { advance }: Pick<Type, "advance">): number {
  return [...text].reduce((sum, letter) => sum + advance(letter.codePointAt(0) ?? 0, weight) * size, 0);
}

function svgOf(width: number, height: number, inside: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inside}</svg>`;
}

function boxOf({ x, y, width, height, radius, colour }: BoxShape): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${colour}"/>`;
}

function textOf({ text, x, baseline, size, weight, colour }: TextShape, type: Type): string {
  const scale = size / type.unitsPerEm;
  let at = x;
  const letters = [...text].map((letter) => {
    const codePoint = letter.codePointAt(0) ?? 0;
    const place = at;
    at += type.advance(codePoint, weight) * size;
    const path = type.outline(codePoint, weight).replace(/-?[\d.]+/g, (number) => String(Math.round(Number(number))));
    return path && `<path transform="translate(${place.toFixed(2)} ${baseline}) scale(${scale} ${-scale})" d="${path}"/>`;
  });
  return `<g fill="${colour}">${letters.join("")}</g>`;
}

function codeOf({ x, y, module }: Layout["code"], { size, get }: Code): string {
  let path = "";
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (get(row, column)) path += `M${x + column * module} ${y + row * module}h${module}v${module}h${-module}z`;
  return `<path shape-rendering="crispEdges" d="${path}" fill="#000"/>`;
}
