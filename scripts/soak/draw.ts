// A soak as a picture for docs/: three small charts over the same minutes, for light and for dark pages.
import type { Minute, Times } from "./minute";
import type { Soak } from "./report";

const WIDTH = 720;
const [LEFT, RIGHT, TOP] = [56, 16, 34];
const [HEIGHT, BETWEEN] = [120, 46];
/** Of a logarithmic chart's foot, in ms. */
const LEAST_MS = 1;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-weight: 600; fill: #24292f; }
  .grid { stroke: #d0d7de; stroke-width: 1; }
  .fall { stroke: #cf222e; stroke-width: 1; stroke-dasharray: 2 3; opacity: 0.6; }
  .line { fill: none; stroke-width: 1.75; stroke-linejoin: round; }
  .a { stroke: #0969da; } .b { stroke: #1a7f37; } .c { stroke: #bc4c00; }
  .a-text { fill: #0969da; } .b-text { fill: #1a7f37; } .c-text { fill: #bc4c00; }
  @media (prefers-color-scheme: dark) {
    text { fill: #8d96a0; }
    .title { fill: #e6edf3; }
    .grid { stroke: #30363d; }
    .fall { stroke: #ff7b72; }
    .a { stroke: #58a6ff; } .b { stroke: #3fb950; } .c { stroke: #f0883e; }
    .a-text { fill: #58a6ff; } .b-text { fill: #3fb950; } .c-text { fill: #f0883e; }
  }`;

type Drawn = Pick<Soak, "minutes" | "falls">;
type Series = { name: string; css: "a" | "b" | "c"; of: (minute: Minute) => number | null };
type Chart = { title: string; series: Series[]; isLogarithmic: boolean };

const took = (what: "order" | "notice", of: (times: Times) => number) => (minute: Minute) =>
  minute.times[what].count > 0 ? of(minute.times[what]) : null;
const times = (what: "order" | "notice"): Series[] => [
  { name: "p50", css: "a", of: took(what, ({ p50 }) => p50) },
  { name: "p95", css: "b", of: took(what, ({ p95 }) => p95) },
  { name: "p99", css: "c", of: took(what, ({ p99 }) => p99) },
];
const sizes: Series[] = (
  [
    ["server 1", "a"],
    ["server 2", "b"],
    ["emulator", "c"],
  ] as const
).map(([name, css]) => ({
  name: name === "server 2" ? "server 2 (killed now and then)" : name,
  css,
  of: ({ memory }) => memory.get(name) || null,
}));

const CHARTS: Chart[] = [
  { title: "An order's form until the way to the cashier, ms", series: times("order"), isLogarithmic: true },
  { title: "A notice until success, ms", series: times("notice"), isLogarithmic: true },
  { title: "Memory (resident), MB", series: sizes, isLogarithmic: false },
];

/** SVG text; each fall of something is a dashed line through all charts. */
export function drawSoak({ minutes, falls }: Drawn): string {
  const last = Math.max(1, minutes.at(-1)?.minute ?? 1);
  const x = (minute: number) => LEFT + ((WIDTH - LEFT - RIGHT) * minute) / last;
  const height = TOP + CHARTS.length * (HEIGHT + BETWEEN);
  const charts = CHARTS.map((chart, at) => drawChart(chart, { minutes, x, top: TOP + at * (HEIGHT + BETWEEN) }));
  const marks = falls.map(({ minute }) => {
    const at = x(Math.min(minute, last)).toFixed(1);
    return `<line class="fall" x1="${at}" x2="${at}" y1="${TOP}" y2="${height - BETWEEN}"/>`;
  });
  const label = `${last} minutes of steady orders: how long answers took, how much memory there was, and when something was killed`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${label}">`,
    `<style>${STYLE}\n</style>`,
    ...marks,
    ...charts,
    ...minuteMarks(last).map(
      (minute) => `<text x="${x(minute).toFixed(1)}" y="${height - BETWEEN + 18}" text-anchor="middle">${minute}</text>`,
    ),
    `<text x="${WIDTH - RIGHT}" y="${height - 10}" text-anchor="end">minutes; dashed: something was killed</text>`,
    "</svg>\n",
  ].join("\n");
}

type Place = { minutes: readonly Minute[]; x: (minute: number) => number; top: number };

function drawChart({ title, series, isLogarithmic }: Chart, { minutes, x, top }: Place): string {
  const values = series.flatMap(({ of }) => minutes.flatMap((minute) => of(minute) ?? []));
  const most = niceTop(Math.max(10, ...values), isLogarithmic);
  const share = (value: number) =>
    isLogarithmic ? Math.max(0, Math.log(Math.max(LEAST_MS, value) / LEAST_MS) / Math.log(most / LEAST_MS)) : value / most;
  const y = (value: number) => top + HEIGHT - HEIGHT * share(value);
  const steps = isLogarithmic ? powersUpTo(most) : [0, most / 2, most];
  const grid = steps.map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}"/>` +
      `<text x="${LEFT - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${value}</text>`,
  );
  const names = series.map(({ name, css }) => `<tspan class="${css}-text" dx="12">${name}</tspan>`).join("");
  const lines = series.map(({ css, of }) => {
    const points = minutes.flatMap((minute) => {
      const value = of(minute);
      return value === null ? [] : [`${x(minute.minute).toFixed(1)},${y(value).toFixed(1)}`];
    });
    return `<polyline class="line ${css}" points="${points.join(" ")}"/>`;
  });
  return [`<text class="title" x="${LEFT}" y="${top - 10}">${title}${names}</text>`, ...grid, ...lines].join("\n");
}

function powersUpTo(most: number): number[] {
  const powers = [];
  for (let value = LEAST_MS; value <= most; value *= 10) powers.push(value);
  return powers;
}

/** The next power of ten, or the next number that can be halved well. */
function niceTop(most: number, isLogarithmic: boolean): number {
  if (isLogarithmic) return 10 ** Math.ceil(Math.log10(most));
  return Math.ceil(most / 200) * 200;
}

function minuteMarks(last: number): number[] {
  const step = Math.max(1, Math.ceil(last / 12 / 5) * 5);
  return last < 12
    ? Array.from({ length: last + 1 }, (_, at) => at)
    : Array.from({ length: Math.floor(last / step) + 1 }, (_, at) => at * step);
}
