import type { Fault, FaultRule } from "../ledger/fault-rule";
import { randomHex } from "../plumbing/random";
import type { World } from "../world/world";
import { type FaultInput, faultsInput } from "./inputs";
import { json, readJson } from "./json";
import { showFault } from "./show";

/** Replaces every rule by a list of them, or adds a single one. */
export async function setFaults(world: World, request: Request): Promise<Response> {
  const input = await readJson(request, faultsInput);
  if (Array.isArray(input)) removeAll(world);
  for (const rule of [input].flat()) {
    const id = randomHex(world.random, 12);
    world.ledger.put("fault", id, ruleOf(rule, id));
  }
  return json({ faults: world.ledger.all("fault").map(showFault) });
}

export function clearFaults(world: World): Response {
  removeAll(world);
  return json({ faults: [] });
}

function ruleOf({ match, times, ...fault }: FaultInput, id: string): FaultRule {
  const checked: Fault = fault;
  return { id, match, left: times === "always" ? null : times, ...checked };
}

function removeAll(world: World): void {
  for (const rule of world.ledger.all("fault")) world.ledger.remove("fault", rule.id);
}
