import { billTargets } from "./bills";
import { formTargets } from "./forms";
import { messageTargets } from "./messages";
import { syntaxTargets } from "./syntaxes";
import type { Target } from "./target";

/** Everything that reads what strangers write, with fresh keys. */
export function allTargets(): Target[] {
  const { targets, samples, xml, json, bill } = messageTargets();
  return [...syntaxTargets(samples, xml, json), ...targets, ...billTargets(bill), ...formTargets()];
}
