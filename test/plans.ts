import type { Shop } from "@/lib/shop/shop";
import { statementsOf } from "../scripts/db/statements";

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };

/** The tables that PostgreSQL would read from end to end to answer what `run` asks, each with the question. */
export async function tablesReadWhole(shop: Shop, run: () => Promise<unknown>): Promise<string[]> {
  const whole: string[] = [];
  for (const { text, values } of await statementsOf(run)) {
    const { rows } = await shop.pool.query<{ "QUERY PLAN": [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${text}`, values);
    for (const node of nodesOf(rows[0]?.["QUERY PLAN"][0].Plan))
      if (node["Node Type"] === "Seq Scan") whole.push(`${node["Relation Name"]}: ${text.replace(/\s+/g, " ").slice(0, 300)}`);
  }
  return whole;
}

function nodesOf(plan: Plan | undefined): Plan[] {
  return plan ? [plan, ...(plan.Plans ?? []).flatMap(nodesOf)] : [];
}
