// `npm run bench -- --only rsa`: how long the event loop stands still while notices and requests of contracts with RSA come at a steady rate, on the
// loop as it was and beside it as it is. Prints a table.
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { loadavg } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { encryptBlocks, type OpenBlocks, openHere, signRsaSha1 } from "@/lib/alipay/rsa";
import { signAside } from "@/lib/alipay/sign-aside";
import { log } from "@/lib/server/log";
import { openAside } from "@/lib/shop/gateway/open-aside";
import { aimFor } from "../figures/measured";
import { tell } from "../figures/own";
import { size } from "../figures/size";

const SECONDS = size(4, 1);
/** Messages a second: so many that they fit where they are done one after the other. */
const RATES = new Map([
  [1024, 100],
  [2048, 60],
  [4096, 10],
]);
/** A notice of the token protocol, in bytes. */
const NOTICE_BYTES = 1_500;

/** The thread's own file, with a loader of TypeScript in place of the bundler. */
const PROGRAM = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(new URL("../../lib/shop/gateway/open-worker.ts", import.meta.url))}); })`;
const open = openAside(
  { waiting: 1_000, deadlineMs: 10_000 },
  log,
  (key) => new Worker(PROGRAM, { eval: true, workerData: key, execArgv: [] }),
);

const lines: string[] = [];
const heldBack: number[] = [];
lines.push(
  `Load before: ${loadavg()[0]?.toFixed(1)}. The longest that a timer of the loop was late, in ms, while nothing else is done: 1 to 2.`,
  "",
  "| key | work | a second | on the loop: p99, worst | beside it: p99, worst | beside it, until done: p50, worst |",
  "|---|---|---|---|---|---|",
);
for (const [bits, rate] of RATES) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: bits });
  const sealed = encryptBlocks(Buffer.alloc(NOTICE_BYTES, "x"), publicKey);
  await open(sealed, privateKey); // The thread is there by now.
  await row(`${bits}`, "a notice is decrypted", rate, (by) => by(sealed, privateKey), [openHere, open]);
  await row(`${bits}`, "a request is signed", rate, (sign) => sign("x".repeat(600), privateKey), [signHere, signThere]);
}
tell({
  table: lines.join("\n"),
  aims: [aimFor("event loop late by RSA, p99 of the worst row, beside it", Math.max(...heldBack), { most: 5, unit: " ms" })],
});
process.exit(0);

function signHere(text: string, key: KeyObject): Promise<unknown> {
  return Promise.resolve(signRsaSha1(text, key));
}

function signThere(text: string, key: KeyObject): Promise<unknown> {
  return signAside("RSA-SHA1", text, key);
}

type Way = OpenBlocks | typeof signHere;

async function row<By extends Way>(
  bits: string,
  name: string,
  rate: number,
  work: (by: By) => Promise<unknown>,
  ways: [By, By],
): Promise<void> {
  const [here, aside] = [await steady(rate, () => work(ways[0])), await steady(rate, () => work(ways[1]))];
  const took = aside.tookMs.toSorted((a, b) => a - b);
  heldBack.push(aside.p99);
  lines.push(
    `| ${bits} | ${name} | ${rate} | ${here.p99.toFixed(1)}, ${here.worst.toFixed(1)} | ${aside.p99.toFixed(1)}, ${aside.worst.toFixed(1)} | ${took[took.length >> 1]?.toFixed(1)}, ${took.at(-1)?.toFixed(1)} |`,
  );
}

/** Does the work at this rate; how late the loop's timers were meanwhile, in ms, and how long each piece of work took. */
async function steady(rate: number, work: () => Promise<unknown>): Promise<{ p99: number; worst: number; tookMs: number[] }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const tookMs: number[] = [];
  delay.enable();
  const since = performance.now();
  const all: Promise<unknown>[] = [];
  for (let done = 0; done < rate * SECONDS; done++) {
    await pause(Math.max(0, since + (done * 1000) / rate - performance.now()));
    const from = performance.now();
    all.push(work().then(() => tookMs.push(performance.now() - from)));
  }
  await Promise.all(all);
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, worst: delay.max / 1e6, tookMs };
}
