// Lines over time as an SVG that a browser shows in light and dark.

export type Line = { name: string; points: readonly (readonly [x: number, y: number])[] };

export type Drawing = {
  title: string;
  xName: string;
  yName: string;
  lines: readonly Line[] /** Moments that are marked. */;
  marks?: readonly number[];
};

const [WIDTH, HEIGHT] = [760, 320];
const [LEFT, RIGHT, TOP, BOTTOM] = [64, 16, 56, 40];
const COLOURS = ["#0969da", "#bf3989", "#1a7f37", "#9a6700"];

/** A step of 1, 2 or 5 times a power of ten, of which about five reach up to `most`. */
export function niceStep(most: number): number {
  const rough = Math.max(most, Number.MIN_VALUE) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power;
}

export function drawLines({ title, xName, yName, lines, marks = [] }: Drawing): string {
  const points = lines.flatMap((line) => line.points);
  const mostX = Math.max(1, ...points.map(([x]) => x));
  const step = niceStep(Math.max(1, ...points.map(([, y]) => y)));
  const mostY = Math.ceil(Math.max(1, ...points.map(([, y]) => y)) / step) * step;
  const x = (value: number) => round(LEFT + (value / mostX) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) => round(HEIGHT - BOTTOM - (value / mostY) * (HEIGHT - TOP - BOTTOM));
  const rows = Array.from({ length: Math.round(mostY / step) + 1 }, (_, row) => row * step);
  const columns = Array.from({ length: Math.floor(mostX / niceStep(mostX)) + 1 }, (_, column) => column * niceStep(mostX));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="20" font-size="14" fill="#1f2328">${escaped(title)}</text>`,
    ...rows.map(
      (row) => `<path d="M${LEFT} ${y(row)}H${WIDTH - RIGHT}" stroke="#d1d9e0"/>${label(LEFT - 8, y(row) + 4, "end", number(row))}`,
    ),
    ...columns.map((column) => label(x(column), HEIGHT - BOTTOM + 18, "middle", number(column))),
    ...marks.map((mark) => `<path d="M${x(mark)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#cf222e" stroke-dasharray="2 3"/>`),
    label(WIDTH - RIGHT, HEIGHT - 6, "end", xName),
    label(LEFT - 8, TOP - 10, "end", yName),
    ...lines.map((line, at) => drawn(line, COLOURS[at % COLOURS.length] ?? "#000", { x, y, at })),
    "</svg>\n",
  ].join("\n");
}

type Place = { x: (value: number) => number; y: (value: number) => number; at: number };

function drawn({ name, points }: Line, colour: string, { x, y, at }: Place): string {
  const path = points.map(([from, to]) => `${x(from)},${y(to)}`).join(" ");
  const left = LEFT + at * 160;
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/><path d="M${left} ${TOP - 14}h18" stroke="${colour}" stroke-width="2"/>${label(left + 24, TOP - 10, "start", name)}`;
}

function label(x: number, y: number, anchor: "start" | "middle" | "end", text: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="#59636e">${escaped(text)}</text>`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** How much y grows for each x, of the straight line that lies nearest to these points; 0 of fewer than two. */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const count = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const below = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return below > 0 ? above / below : 0;
}
