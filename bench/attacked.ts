// What ordinary shoppers notice while somebody attacks the built shop: sixteen of them browse and pay, undisturbed and beside each attack.
// Writes the table of docs/security.md. `npm run bench:attacks -- --seconds 60`; with `--only <part of a name>|<of another>` it is only printed.
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { runBench } from "./run-bench";
import { type Shopping, shop } from "./shoppers";
import { writeSection } from "./write-section";

/** By the names of bench/attacker.ts, and what holds each. */
const ATTACKS = {
  "refused notices without end": "a budget of kept rows and bytes an hour; what is refused is judged before it is stored",
  "bodies that are never sent to their end": "an answer to an unfinished request closes its connection; 60 s for a body",
  "headers and bodies that drip": "15 s for the headers",
  "everything put into unpaid orders": "caps of unpaid orders and units a browser, a network and a variant; a short hold",
  "fields of 5.5 MB that grow when normalised": "64 kB for a form, measured before anything reads it",
  "logins that are slow to normalise": "200 characters for a login, counted before it is normalised",
  "guesses at the owner's password": "budgets by address and login, before the password is hashed",
  "guesses at an order's telephone number": "budgets by address and order, before the database is asked",
  "4,000 pages that wait for news": "8 an order, 30 an address; beyond, an answer at once that says when to ask again",
  "pages asked for without end": "networks take turns in front of Next",
} as const;

const WARM_UP_S = 15;
/** What an attack left unanswered is worked off before the next begins. */
const SETTLE_S = 6;
const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" }, only: { type: "string", default: "" } } });
const seconds = Number(values.seconds);
const [load = 0] = loadavg();

await runBench("bench-attacks", async ({ stack, progress, supervisor, folder }) => {
  await stack.startShop({ LOG_LEVEL: "error" });
  const { id: variantId, slug } = await stack.queryRow<{ id: number; slug: string }>(
    "UPDATE variants v SET stock = 1000000 FROM products p WHERE p.id = v.product_id AND v.id = (SELECT min(id) FROM variants WHERE active) RETURNING v.id, p.slug",
  );
  // Without an owner there is no login to guess at. Nobody has the password of this hash.
  await stack.query(
    "INSERT INTO owners (role, login, password_hash) VALUES ('OWNER', 'owner', 'scrypt$N=32768,r=8,p=3$' || repeat('A', 22) || '$' || repeat('A', 43))",
  );
  const look = (title: string, time: number) =>
    progress.step(title, () => shop(stack, { variantId, product: `/products/${slug}`, seconds: time }), { isLong: true });
  await look("warming up", WARM_UP_S);
  const rows: [string, string, Shopping][] = [["nobody attacks", "", await look("nobody attacks", seconds)]];
  for (const [name, held] of Object.entries(ATTACKS).filter(([name]) => values.only.split("|").some((part) => name.includes(part)))) {
    const attacker = supervisor.launch(`attacker: ${name}`, {
      args: ["--import", "tsx", path.join(ROOT, "bench/attacker.ts"), name, stack.shopUrl, String(variantId)],
      env: process.env,
      logFile: path.join(folder, "logs", "attacker.log"),
    });
    rows.push([name, held, await look(name, seconds)]);
    await attacker.stop();
    await look("settling", SETTLE_S);
  }
  rows.push(["nobody attacks any more", "", await look("nobody attacks any more", seconds)]);
  const table = tableOf(rows);
  progress.line(`\n${table}`);
  if (values.only) return;
  writeSection("security.md", "attacks", table);
});

function tableOf(rows: [string, string, Shopping][]): string {
  const idle = rows[0]?.[2].p99 ?? 1;
  const lines = rows.map(
    ([name, held, { p50, p99, worst, requests, failed, paid }]) =>
      `| ${name} | ${held} | ${p50} | ${p99} | ${(p99 / idle).toFixed(1)} | ${worst} | ${requests} | ${failed} | ${paid} |`,
  );
  return [
    `Last run: ${new Date().toISOString().slice(0, 10)}, ${seconds} s each, ${cpus().length} cores for shop, PostgreSQL, emulator, shoppers and attacker together; load before the run ${load.toFixed(1)}.`,
    "",
    "| attack | what holds it | p50, ms | p99, ms | p99 ÷ undisturbed | worst, ms | requests | failed | orders paid |",
    "|---|---|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}
