import "server-only";
import { readAlarms } from "../contracts/read-alarms";
import type { ContractAlarm } from "../contracts/standing";
import { probeContracts } from "../payments/probe-contracts";
import { probeSilent } from "../payments/probe-silent";
import type { Shop } from "../shop";

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuAlarms?: ContractAlarm[] };

/** The worker's step: tries contracts with an alarm and gateways that are silent again, and learns how all of them stand for all instances. */
export async function watchContracts(shop: Shop): Promise<void> {
  await probeContracts(shop);
  await probeSilent(shop);
  globals.xiaopuAlarms = await readAlarms(shop);
}

/** `refused`: how many contracts the gateway refuses, or cannot be verified with · `payments`: whether the checkout is open. */
export type ContractFigure = { refused: number; payments: "open" | "closed"; since: Date | null };

/** How the contracts stand as far as this process knows; null before the worker has looked. Costs nothing. */
export function contractFigure(): ContractFigure | null {
  const alarms = globals.xiaopuAlarms;
  if (!alarms) return null;
  const since = alarms.map((alarm) => alarm.since).sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  const refused = new Set(alarms.map(({ identity }) => identity)).size;
  return { refused, payments: alarms.some(({ closesCheckout }) => closesCheckout) ? "closed" : "open", since };
}
