// What the server holds in memory (RSS) before and after loads of the same kind: pages kept and made, searches that nobody asked before, and
// orders.
import { randomBytes } from "node:crypto";
import { aimFor, type Measured } from "./figures/measured";
import { size } from "./figures/size";
import { sendAll } from "./load";
import { prepareCheckouts } from "./orders";
import { look, pathsOf } from "./pages";
import { memoryMb } from "./processes";
import type { Bench } from "./run-bench";

const LOADS = size(4, 2);
const SECONDS = size(4, 1);
const ORDERS = size(300, 30);
/** As much more than after the first load is still flat. */
const FLAT = 1.1;

/** One server, the same load several times. */
export async function measureMemory({ stack, progress }: Bench): Promise<Measured> {
  await stack.startShop({ LOG_LEVEL: "error" });
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const paths = Object.values(await pathsOf(stack));
  const load = async () => {
    for (const path of paths) await look(`${stack.shopUrl}${path}`, SECONDS);
    await look(`${stack.shopUrl}/search?q=${randomBytes(6).toString("hex")}`, SECONDS);
    await look(`${stack.shopUrl}/cart`, SECONDS);
    const { url, requests } = await prepareCheckouts(stack.shopUrl, id, ORDERS);
    await sendAll(url, requests, { status: 303 });
  };
  const held = () => memoryMb(stack.shopPid());
  const before = held();
  const after: number[] = [];
  for (let round = 1; round <= LOADS; round++) {
    await progress.step(`load ${round} of ${LOADS}`, load, { isLong: true });
    after.push(held());
  }
  await stack.stopShop();
  const [first = Number.NaN, last = Number.NaN] = [after[0], after.at(-1)];
  return {
    table: [
      `In MB. A load: ${SECONDS} s of each of ${paths.length + 2} pages over 16 connections, and ${ORDERS} orders.`,
      "",
      `| before | ${after.map((_, at) => `after load ${at + 1}`).join(" | ")} |`,
      `|---|${"---|".repeat(after.length)}`,
      `| ${[before, ...after].map(Math.round).join(" | ")} |`,
    ].join("\n"),
    aims: [aimFor(`memory after load ${LOADS} ÷ after the first`, last / first, { most: FLAT })],
  };
}
