/** A refund of ours that is under way. */
export type Own = { id: bigint; amountFen: number; lastAnswer: string | null };

/** More are never under way at once, since each has its turn; a sum is not guessed among so many. */
const MOST = 8;

/**
 * Which refunds under way a newly reported sum means: the only choice among them that makes exactly this sum, or all of them
 * where Alipay has taken each and gave back more besides. null where it could mean this or that: then it is found out later.
 */
export function matchSum(underWay: readonly Own[], newFen: number): Own[] | null {
  if (underWay.length > MOST) return null;
  const [exact, ...more] = choicesOf(underWay).filter((choice) => choice.length > 0 && sumOf(choice) === newFen);
  if (exact) return more.length === 0 ? exact : null;
  const isTaken = underWay.every(({ lastAnswer }) => lastAnswer === "accepted");
  return isTaken && sumOf(underWay) < newFen ? [...underWay] : null;
}

export function sumOf(refunds: readonly { amountFen: number }[]): number {
  return refunds.reduce((sum, { amountFen }) => sum + amountFen, 0);
}

/** Every choice of some of them, none included. */
function choicesOf(refunds: readonly Own[]): Own[][] {
  const choices: Own[][] = [[]];
  for (const refund of refunds) choices.push(...choices.map((choice) => [...choice, refund]));
  return choices;
}
