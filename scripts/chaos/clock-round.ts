// One town whose servers' clocks are set back and ahead while people buy, and which are killed meanwhile.
import { setTimeout as wait } from "node:timers/promises";
import type { Chance } from "../trials/chance";
import { beginLife } from "../trials/life";
import { type ContractName, openTown, type Town } from "../trials/town";
import { type Trial, townFolder } from "../trials/with-folder";
import { makeClocks } from "./clocks";
import { killSomebody } from "./kill";
import { endTown } from "./round";
import { countFallen, type Tally } from "./tally";

const MINUTE_MS = 60_000;
/** By how much a clock is wrong then, each as often as it is named. */
const OFFSETS: readonly [string, number][] = [
  ["back by a day", -1440 * MINUTE_MS],
  ["back by an hour", -60 * MINUTE_MS],
  ["back by an hour", -60 * MINUTE_MS],
  ["back by three minutes", -3 * MINUTE_MS],
  ["back by five seconds", -5_000],
  ["right again", 0],
  ["right again", 0],
  ["ahead by five seconds", 5_000],
  ["ahead by three minutes", 3 * MINUTE_MS],
  ["ahead by an hour", 60 * MINUTE_MS],
  ["ahead by a day", 1440 * MINUTE_MS],
];
const BETWEEN_MS = 4_000;
/** After so many steps somebody is killed as well. */
const KILL_EACH = 4;

type RoundOptions = { trial: Trial; name: string; contract: ContractName; times: number; chance: Chance; tally: Tally };

export async function clockRound({ trial, name, contract, times, chance, tally }: RoundOptions): Promise<void> {
  const { supervisor, progress, signal } = trial;
  const folder = townFolder(trial, name);
  const clocks = makeClocks(folder);
  const town = await progress.step(`${name}: a town under ${contract}, whose clocks can be set`, () =>
    openTown({ supervisor, folder, contract, envOf: clocks.envOf }),
  );
  const life = await beginLife({ town, chance, signal });
  for (let time = 1; time <= times && !signal.aborted; time++) {
    const [what, offsetMs] = chance.pick(OFFSETS);
    const whose = chance.pick([[0], [1], [0, 1]]);
    for (const instance of whose) clocks.set(instance, offsetMs);
    countFallen(tally, { what: `a clock: ${what}`, restarts: [] });
    progress.line(`    ${time}. ${whose.length > 1 ? "both clocks" : `the clock of server ${(whose[0] ?? 0) + 1}`} ${what}`);
    await wait(BETWEEN_MS * (0.5 + chance.next()));
    const fallen = time % KILL_EACH === 0 ? await killSomebody(town, chance) : null;
    if (fallen) countFallen(tally, fallen);
  }
  for (const instance of town.instances) clocks.set(instance, 0);
  await endTown({ trial, name, town, life, tally, first: () => letDaysGoBy(town) });
}

/** What was begun by a clock that was a day ahead has a day longer: as if it had gone by. Nobody pays it any more. */
async function letDaysGoBy(town: Town): Promise<void> {
  await town.query("UPDATE orders SET expires_at = now() WHERE status = 'PENDING' AND expires_at > now()");
  await town.query("UPDATE payment_attempts SET payable_until = now() WHERE status = 'OPEN' AND payable_until > now()");
}
