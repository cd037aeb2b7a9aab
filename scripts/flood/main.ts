// Very much of the same at once, through two servers: each notice is one transition, each unit is sold once, nobody waits for ever.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { keepRuns } from "../runs/keep-runs";
import type { Figures } from "../runs/table";
import { chanceOf } from "../trials/chance";
import { heal, isClean } from "../trials/heal";
import { openTown } from "../trials/town";
import { runTrial, townFolder } from "../trials/with-folder";
import { floodWithDuplicates } from "./duplicates";
import { floodWithPages } from "./open-pages";
import { floodWithOppositeCarts } from "./opposite-carts";
import { floodWithBuyers } from "./oversell";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "20" },
    copies: { type: "string", default: "1000" },
    buyers: { type: "string", default: "2000" },
    pages: { type: "string", default: "5000" },
    only: { type: "string", default: "duplicates,oversell,carts,pages" },
    keep: { type: "boolean", default: false },
  },
});
const chosen = new Set(values.only.split(","));
/** Nothing expires while it is counted; every page may wait. */
const PATIENT = { ORDER_EXPIRES_IN_SECONDS: "3600", ORDER_FIRST_HOLD_SECONDS: "3600", MAX_POLLS: "3000" };

await runTrial("flood", async (trial) => {
  const { progress, supervisor } = trial;
  const chance = chanceOf(1);
  progress.line(`${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`);
  const folder = townFolder(trial, "town");
  const town = await progress.step("a town", () => openTown({ supervisor, folder, contract: "openapi", env: PATIENT }));
  let wrong = 0;
  const figures: Figures = {};
  const given = (["orders", "copies", "buyers", "pages"] as const).map((name) => `--${name} ${values[name]}`).join(" ");
  const keep = values.keep ? keepRuns({ page: "flood", table: "floods", command: `npm run flood -- ${given}` }) : () => {};
  const part = async <Found extends { wrong: string[] }>(name: string, run: () => Promise<Found>) => {
    if (!chosen.has(name)) return;
    const found = await progress.step(name, run, { isLong: true });
    wrong += found.wrong.length;
    figures[name] = said(found);
    keep(figures);
    progress.line(`  ${JSON.stringify(found)}`);
  };
  await part("duplicates", () => floodWithDuplicates(town, { orders: Number(values.orders), copies: Number(values.copies), chance }));
  await part("oversell", () => floodWithBuyers(town, { buyers: Number(values.buyers), units: 10, chance }));
  await part("carts", () => floodWithOppositeCarts(town, { buyers: 400, units: 60, chance }));
  await part("pages", () => floodWithPages(town, { pages: Number(values.pages), notices: 100, chance }));
  // What nobody paid is given up at once: the rest of its hour is nobody's to wait for.
  await town.query("UPDATE orders SET expires_at = now() WHERE status = 'PENDING'");
  await town.query("UPDATE payment_attempts SET payable_until = now() WHERE status = 'OPEN'");
  const healed = await progress.step("comparing the books", () => heal(town), { isLong: true });
  const { lost, doubled, waiting, invariants, paidTrades } = healed;
  progress.line(
    `${paidTrades} paid, ${lost.length} lost, ${doubled.length} doubled, ${waiting.length} waiting; ${invariants || "all invariants hold"}`,
  );
  for (const one of [...lost, ...doubled, ...waiting.slice(0, 10)]) progress.line(`  ${one}`);
  await town.stop();
  keep({
    ...figures,
    paid: paidTrades,
    lost: lost.length,
    doubled: doubled.length,
    waiting: waiting.length,
    invariants: invariants || "hold",
  });
  return wrong === 0 && isClean(healed) && invariants === "" ? 0 : 2;
});

/** What was found in words; times in whole ms. */
function said({ wrong, ...found }: { wrong: string[] }): string {
  const figures = Object.entries(found).map(
    ([name, value]) => `${name} ${typeof value === "number" ? Math.round(value).toLocaleString("en") : value}`,
  );
  return [...figures, ...(wrong.length > 0 ? [`wrong: ${wrong.join("; ")}`] : ["nothing wrong"])].join(", ");
}
