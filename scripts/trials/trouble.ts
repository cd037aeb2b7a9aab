import { control } from "../../bench/orders";
import type { Chance } from "./chance";
import type { Town } from "./town";

export const FAULTS = [
  { fault: "lose-notification" },
  { fault: "duplicate-notification", copies: 2 },
  { fault: "delay-notification", delayMs: 3_000 },
  { fault: "lose-answer" },
  { fault: "http-error" },
] as const;

/** One thing of another kind that goes wrong, as on any day: a message or all connections are lost. */
export async function trouble(town: Town, chance: Chance): Promise<void> {
  if (chance.below(3) === 0) return town.dropConnections();
  await control(town.emulatorUrl, "POST", "faults", chance.pick(FAULTS)).catch(() => {}); // it may be down
}
