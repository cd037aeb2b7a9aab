import { cpus, totalmem } from "node:os";
import type { Rate } from "./load";
import type { Weight } from "./page-weight";
import type { Rates } from "./rates";

/** `weights` begins with the empty page's; `next` is the version of Next.js; `load` is the machine's before the run. */
export type Figures = Rates & { weights: Weight[]; next: string; load: number };

/** Writes docs/benchmarks.md. */
export function report({ rates, yardstick, weights, next, load }: Figures): string {
  const [empty, ...pages] = weights;
  if (!empty) throw new Error("No page was weighed.");
  const share = (rate: Rate) => `${Math.round((rate.perSecond / yardstick) * 100)} %`;
  const machine = `${cpus()[0]?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const rateRows = Object.values(rates).map(
    ({ name, rate, note }) =>
      `| ${name} | ${Math.round(rate.perSecond)} | ${share(rate)} | ${rate.p50} ms | ${rate.p99} ms | ${rate.count} | ${note} |`,
  );
  const weightRows = pages.map(
    (page) =>
      `| ${page.name} | ${kb(page.gzip - empty.gzip)} | ${kb(page.brotli - empty.brotli)} | ${kb(page.gzip)} | ${page.files} | ${kb(page.laterGzip)} |`,
  );
  return `# Benchmarks

Written by \`npm run bench\`, which anybody can repeat; it takes some minutes and needs a machine that does nothing else.
Generator, shop, emulator and PostgreSQL share one machine, so the figures say how the shop compares with a bare handler of
the same Next.js, and little about what another machine would do. No test asserts any of them.

Last run: ${new Date().toISOString().slice(0, 10)}, Next.js ${next}, Node.js ${process.versions.node}, ${process.platform}; ${machine};
load before the run ${load.toFixed(1)}${load > 0.5 ? ", so the machine was not idle and the rates are too low" : ""}.

## Requests

The built server (\`next start\`), 16 connections, one process each. The bare handler reads the same notice and answers
\`success\`, and does nothing else; it is measured before and after, and 100 % is the mean of both. PostgreSQL flushes every
commit to disk. A placement is the whole of 提交订单 as a phone without JavaScript sends it: the order, its stock, its lines
and its payment attempt are committed, then the emulator is asked for a token, and the answer leads to the cashier.

| what | per second | of the bare handler | p50 | p99 | requests | |
|---|---|---|---|---|---|---|
${rateRows.join("\n")}

Target: notices at half of the bare handler's rate or more, on an idle machine. This run: ${share(rates.first.rate)} for first notices, ${share(rates.repeated.rate)} for
repeated ones.

## JavaScript

What Chromium, as a phone, loads until the page has loaded, in kB (1000 bytes), compressed body by body: gzip as Next.js
serves it, brotli (level 5) as a proxy may. The empty page of the same Next.js weighs ${kb(empty.gzip)} kB gzip, ${kb(empty.brotli)} kB brotli.
What is fetched after that, for pages that may come next, stands apart.

| page | above the empty page, gzip | brotli | in all, gzip | files | fetched ahead, gzip |
|---|---|---|---|---|---|
${weightRows.join("\n")}

Target: at most 25 kB above the empty page. This run: at most ${kb(Math.max(...pages.map((page) => page.gzip - empty.gzip)))} kB.
`;
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
