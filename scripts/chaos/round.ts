// One town: people buy, owners refund, and things fall; then all is healed and the books are compared.
import { forgottenIn } from "../trials/acknowledged";
import type { Chance } from "../trials/chance";
import { heal } from "../trials/heal";
import { beginLife, type Life } from "../trials/life";
import type { Point } from "../trials/points";
import { type ContractName, openTown, type Town } from "../trials/town";
import { trouble } from "../trials/trouble";
import { type Trial, townFolder } from "../trials/with-folder";
import { killAtOne, killSomebody } from "./kill";
import { pointsOf } from "./points-of";
import { countFallen, countTown, type Tally } from "./tally";

/** Of so many kills one is at an arbitrary moment. */
const RANDOM_EACH = 3;
/** And after so many something else goes wrong. */
const TROUBLE_EACH = 4;

type RoundOptions = { trial: Trial; name: string; contract: ContractName; kills: number; chance: Chance; tally: Tally };

export async function killRound({ trial, name, contract, kills, chance, tally }: RoundOptions): Promise<void> {
  const { supervisor, progress, signal } = trial;
  const town = await progress.step(`${name}: a town under ${contract}`, () =>
    openTown({ supervisor, folder: townFolder(trial, name), contract }),
  );
  const life = await beginLife({ town, chance, signal });
  await progress.step(`${name}: ${kills} kills`, () => fall({ trial, town, contract, kills, chance, tally }), { isLong: true });
  await endTown({ trial, name, town, life, tally });
}

type FallOptions = { trial: Trial; town: Town; contract: ContractName; kills: number; chance: Chance; tally: Tally };

async function fall({ trial, town, contract, kills, chance, tally }: FallOptions): Promise<void> {
  const { signal, progress } = trial;
  for (let killed = 0; killed < kills && !signal.aborted; killed++) {
    if (killed % TROUBLE_EACH === 0) await trouble(town, chance);
    const isNamed = killed % RANDOM_EACH !== 0;
    const fallen = isNamed ? await killAtOne(town, seldomOf(pointsOf(contract), tally, chance), chance) : null;
    const { what, restarts } = countFallen(tally, fallen ?? (await killSomebody(town, chance)));
    const back = restarts.map(({ part, tookMs }) => `${part} ${(tookMs / 1000).toFixed(1)} s`).join(", ");
    progress.line(`    ${killed + 1}. ${what}; back: ${back || "nothing fell"}`);
  }
}

/** Those points at which fewest were killed so far: what is seldom passed has its turn as well, and nobody waits long. */
function seldomOf(points: readonly Point[], { kills }: Tally, chance: Chance): Point[] {
  const drawn = points.map((point) => ({ point, count: kills.get(point) ?? 0, lot: chance.next() }));
  const sorted = drawn.toSorted((a, b) => a.count - b.count || a.lot - b.lot);
  return sorted.slice(0, Math.ceil(points.length / 3)).map(({ point }) => point);
}

/** `first`: what is set right before the healing. */
type EndOptions = { trial: Trial; name: string; town: Town; life: Life; tally: Tally; first?: () => Promise<void> };

/** Everybody goes home, all is healed, and both sides' books are compared. */
export async function endTown({ trial, name, town, life, tally, first }: EndOptions): Promise<void> {
  await town.startMissing();
  await life.stop();
  tally.lost.push(...(await forgottenIn(town)));
  await first?.();
  const healed = await trial.progress.step(`${name}: healing and comparing the books`, () => heal(town), { isLong: true });
  const { placed, refundsPressed, strange } = life.street.witness;
  countTown(tally, { healed, placed: placed.size, refundsPressed, strange });
  await town.stop();
}
