// Where a server's thread spends its time while something is measured once more, after the measuring: by what it belongs to.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const FILE = path.join(tmpdir(), `xiaopu-bench-${process.pid}.cpuprofile`);
const PROFILER = new URL("./figures/profiler.mjs", import.meta.url).href;
/** What is said by name. */
const NAMED = 10;
const MOST_GROUPS = 14;

/** Variables of a server of which a profile can be made. */
export const PROFILED: Record<string, string> = {
  BENCH_PROFILE: FILE,
  NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --import ${PROFILER}`,
};

/** The profiler. */
const ITSELF = "inspector";
const NODE: [RegExp, string][] = [
  [/inspector/, ITSELF],
  [/stream_base_commons|[:/]net$/, "sockets"],
  [/stream/, "streams"],
  [/_http|[:/]https?$/, "HTTP of Node.js"],
  [/async_hooks|async_local_storage|async_context/, "AsyncLocalStorage"],
  [/crypto/, "crypto"],
  [/[:/](process|timers|promises)/, "ticks and timers"],
  [/deps\/undici|fetch/, "fetch"],
];

type Call = { functionName: string; url: string };
type Profile = {
  nodes: { id: number; callFrame: Call; children?: number[] }[];
  samples: number[];
  /** In µs, like `startTime`, which is of the machine's clock that only goes on (process.hrtime has the same). */
  timeDeltas: number[];
  startTime: number;
};
/** Of that clock, in µs. */
type Span = { from: number; until: number };

/** Makes a profile of this process while `run` runs, and returns two lines of Markdown: by what it belongs to, and by function. */
export async function profile(pid: number, run: () => Promise<unknown>): Promise<string> {
  rmSync(FILE, { force: true });
  process.kill(pid, "SIGUSR2");
  await pause(300);
  const from = monotonicUs();
  await run();
  const until = monotonicUs();
  process.kill(pid, "SIGUSR2");
  for (let look = 0; look < 100 && !existsSync(FILE); look++) await pause(100);
  await pause(500);
  const text = readFileSync(FILE, "utf8");
  rmSync(FILE);
  return describeProfile(JSON.parse(text), { from, until });
}

function monotonicUs(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** Two paragraphs: by what the busy time of a span belongs to, and by function. To begin and to end a profile takes as long as what is looked at, and is no part of it. */
export function describeProfile({ nodes, samples, timeDeltas, startTime }: Profile, { from, until }: Span): string {
  const callOf = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const owners = ownersOf(nodes);
  const [groups, functions] = [new Map<string, number>(), new Map<string, number>()];
  let [busy, all, clock] = [0, 0, startTime];
  for (const [at, id] of samples.entries()) {
    const call = callOf.get(id);
    const time = timeDeltas[at] ?? 0;
    clock += time;
    if (clock < from || clock > until) continue;
    all += time;
    const group = owners.get(id) ?? "";
    if (!call || call.functionName === "(idle)" || group === ITSELF) continue;
    busy += time;
    groups.set(group, (groups.get(group) ?? 0) + time);
    const name = `${call.functionName || "(anonymous)"} (${group})`;
    functions.set(name, (functions.get(name) ?? 0) + time);
  }
  const list = (counted: Map<string, number>, most: number) =>
    [...counted]
      .sort((one, other) => other[1] - one[1])
      .slice(0, most)
      .map(([name, time]) => `${name} ${((100 * time) / busy).toFixed(1)} %`)
      .join(", ");
  return [
    `The server's thread was busy for ${Math.round((100 * busy) / all)} % of the time, and of that with ${list(groups, MOST_GROUPS)}.`,
    `By function: ${list(functions, NAMED)}.`,
  ].join("\n\n");
}

/** What each call belongs to. What V8 does itself, and code without a place, belongs to whoever called it. */
function ownersOf(nodes: Profile["nodes"]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const owners = new Map<number, string>();
  const visit = (id: number, inherited: string): void => {
    const node = byId.get(id);
    if (!node) return;
    const owner = ownerOf(node.callFrame) ?? inherited;
    owners.set(id, owner);
    for (const child of node.children ?? []) visit(child, owner);
  };
  if (nodes[0]) visit(nodes[0].id, "the event loop and system calls");
  return owners;
}

function ownerOf({ functionName, url }: Call): string | null {
  if (functionName === "(garbage collector)") return "garbage collection";
  if (functionName === "(program)") return "system calls and V8 itself";
  if (url.startsWith("node:")) return partOfNode(url);
  const inPackages = url.includes("/node_modules/") ? url.split("/node_modules/").at(-1) : undefined;
  if (inPackages)
    return inPackages
      .split("/")
      .slice(0, inPackages.startsWith("@") ? 2 : 1)
      .join("/");
  if (url.includes("/.next/")) return "bundle";
  return null;
}

function partOfNode(url: string): string {
  const [, part] = NODE.find(([pattern]) => pattern.test(url)) ?? [null, "other of Node.js"];
  return part;
}
