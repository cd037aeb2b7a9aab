import { size } from "./size";

/** Faster by less than this is no longer warming up. */
const STEADY = 1.05;
/** Steps in a row that have to be steady: one may have met something else. */
const CALM = 2;
const MOST = size(12, 3);

/** Measures a rate over and over until it rises no more, for twelve times at most. Returns how often. */
export async function warmUp(measure: () => Promise<number>, most = MOST): Promise<number> {
  let [best, calm, runs] = [0, 0, 0];
  while (calm < CALM && runs < most) {
    const rate = await measure();
    calm = rate > best * STEADY ? 0 : calm + 1;
    best = Math.max(best, rate);
    runs++;
  }
  return runs;
}
