import { statementsOf } from "../../scripts/db/statements";
import type { Question } from "./questions";
import type { OpenShop } from "./shops";

const SLOW_MS = 5;

/** Prints each statement of these questions, and the plan of each that takes 5 ms or more. */
export async function explain({ shop, sample }: OpenShop, questions: readonly Question[]): Promise<void> {
  for (const [name, ask] of questions) {
    console.log(`\n## ${name}`);
    for (const { text, values } of await statementsOf(() => ask(shop, sample))) {
      const { rows } = await shop.pool.query<{ "QUERY PLAN": string }>(`EXPLAIN (ANALYZE, BUFFERS) ${text}`, values);
      const plan = rows.map((row) => row["QUERY PLAN"]);
      const ms = Number(/Execution Time: ([\d.]+)/.exec(plan.at(-1) ?? "")?.[1] ?? 0);
      console.log(`- ${ms.toFixed(1)} ms: ${text.replace(/\s+/g, " ").slice(0, ms < SLOW_MS ? 100 : 1500)}`);
      if (ms >= SLOW_MS) console.log(plan.map((line) => `    ${line}`).join("\n"));
    }
  }
}
