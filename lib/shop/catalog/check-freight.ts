import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, refuse } from "@/lib/server/result";
import type { ProductFreight } from "@/lib/shop/freight/freight";
import { keepTemplate } from "@/lib/shop/freight/lock-templates";

/** no_weight: the template counts grams, and of a variant that is sold nobody has said how many it has. */
export type FreightProblem = "no_template" | "no_weight";

/** What is wrong with a product's freight; the template that it names stays until the transaction ends. */
export async function findFreightProblem(
  tx: Tx,
  freight: ProductFreight,
  variants: readonly { grams: number }[],
): Promise<Refusal<FreightProblem> | null> {
  if (freight.kind !== "template") return null;
  const unit = await keepTemplate(tx, freight.templateId);
  if (unit === null) return refuse("no_template");
  return unit === "weight" && variants.some(({ grams }) => grams === 0) ? refuse("no_weight") : null;
}
