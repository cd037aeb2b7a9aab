// One town: people buy, owners refund, and things fall; then all is healed and the books are compared.
import { forgottenIn } from "../trials/acknowledged";
import type { Chance } from "../trials/chance";
import { heal } from "../trials/heal";
import { beginLife, type Life } from "../trials/life";
import type { Point } from "../trials/points";
import { keepAlive, type Reviver } from "../trials/reviver";
import { type ContractName, openTown, type Town } from "../trials/town";
import { trouble } from "../trials/trouble";
import { type Trial, townFolder } from "../trials/with-folder";
import { gapMs, strikeAtOne, strikeSomebody } from "./kill";
import { pointsOf } from "./points-of";
import { countStruck, countTown, type Phase, type Tally } from "./tally";

/** Of so many kills one is at an arbitrary moment. */
const RANDOM_EACH = 3;
/** And after so many something else goes wrong. */
const TROUBLE_EACH = 4;
/** More people than elsewhere, and a busier owner: so that somebody comes by at each point before long. */
const CROWD = { people: 12, pauseMs: 400, refundEveryMs: 1_200 };

type RoundOptions = { trial: Trial; name: string; contract: ContractName; kills: number; chance: Chance; tally: Tally };

export async function killRound({ trial, name, contract, kills, chance, tally }: RoundOptions): Promise<void> {
  const { supervisor, progress, signal } = trial;
  const since = performance.now();
  const town = await progress.step(`${name}: a town under ${contract}`, () =>
    openTown({ supervisor, folder: townFolder(trial, name), contract }),
  );
  const life = await beginLife({ town, chance, signal, ...CROWD });
  tally.phases.beginning += performance.now() - since;
  await progress.step(`${name}: ${kills} kills`, () => fall({ trial, town, contract, kills, chance, tally }), { isLong: true });
  await endTown({ trial, name, town, life, tally });
}

type FallOptions = { trial: Trial; town: Town; contract: ContractName; kills: number; chance: Chance; tally: Tally };

/** One after the other. What fell before is started again at the side: the next falls as soon as somebody serves, which is often meanwhile. */
async function fall({ trial, town, contract, kills, chance, tally }: FallOptions): Promise<void> {
  const reviver = keepAlive(town, { gapMs: () => gapMs(chance) });
  for (let killed = 0; killed < kills && !trial.signal.aborted; killed++)
    await killOne({ trial, town, contract, chance, tally }, reviver, killed);
  await timed(tally, "standing again", () => reviver.stop());
  tally.restarts.push(...reviver.restarts());
  tally.strange.push(...reviver.fellByThemselves);
}

async function killOne(
  { trial, town, contract, chance, tally }: Omit<FallOptions, "kills">,
  reviver: Reviver,
  killed: number,
): Promise<void> {
  const served = await timed(tally, "standing again", () => reviver.untilServing());
  if (killed % TROUBLE_EACH === 0) await trouble(town, chance);
  const isNamed = killed % RANDOM_EACH !== 0;
  const strike = async () => {
    for (let tries = isNamed ? 0 : 1; ; tries++) {
      const struck = tries % 2 === 0 ? await strikeAtOne(town, stagesOf(contract, tally, chance)) : await strikeSomebody(town, chance);
      if (struck || trial.signal.aborted) return struck;
      await reviver.untilServing();
    }
  };
  const { value: struck, tookMs } = await timed(tally, "meeting", strike);
  if (!struck) return;
  countStruck(tally, struck);
  const restarts = reviver.restarts();
  tally.restarts.push(...restarts);
  const back = restarts.map((one) => `${one.part} ${(one.tookMs / 1000).toFixed(1)} s`).join(", ");
  const waits = `served again after ${(served.tookMs / 1000).toFixed(1)} s, met after ${(tookMs / 1000).toFixed(1)} s`;
  trial.progress.line(`    ${killed + 1}. ${struck.what}; ${waits}; back since the last: ${back || "nobody"}`);
}

async function timed<Value>(tally: Tally, phase: Phase, work: () => Promise<Value>): Promise<{ value: Value; tookMs: number }> {
  const since = performance.now();
  const value = await work();
  const tookMs = performance.now() - since;
  tally.phases[phase] += tookMs;
  return { value, tookMs };
}

/**
 * First those points at which fewest were killed so far, so that what is seldom passed has its turn as well; then, since nobody waits long,
 * more of them, and at last all.
 */
function stagesOf(contract: ContractName, { kills }: Tally, chance: Chance): Point[][] {
  const drawn = pointsOf(contract).map((point) => ({ point, count: kills.get(point) ?? 0, lot: chance.next() }));
  const sorted = drawn.toSorted((a, b) => a.count - b.count || a.lot - b.lot).map(({ point }) => point);
  return [1 / 3, 2 / 3, 1].map((share) => sorted.slice(0, Math.ceil(sorted.length * share)));
}

/** `first`: what is set right before the healing. */
type EndOptions = { trial: Trial; name: string; town: Town; life: Life; tally: Tally; first?: () => Promise<void> };

/** Everybody goes home, all is healed, and both sides' books are compared. */
export async function endTown({ trial, name, town, life, tally, first }: EndOptions): Promise<void> {
  const since = performance.now();
  await town.startMissing();
  await life.stop();
  tally.lost.push(...(await forgottenIn(town)));
  await first?.();
  const healed = await trial.progress.step(`${name}: healing and comparing the books`, () => heal(town), { isLong: true });
  const { placed, refundsPressed, strange } = life.street.witness;
  countTown(tally, { healed, placed: placed.size, refundsPressed, strange });
  await town.stop();
  tally.phases.end += performance.now() - since;
}
