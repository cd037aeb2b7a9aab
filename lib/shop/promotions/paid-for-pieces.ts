/** A line of an order as it was paid: `discountFen` is its share of the order's discounts, `adjustFen` by what the owner changed it before it was paid. */
export type PaidLine = { priceFen: number; quantity: number; discountFen: number; adjustFen: number };

/** What was really paid for a line, in fen. */
export function paidForLine({ priceFen, quantity, discountFen, adjustFen }: PaidLine): number {
  return priceFen * quantity - discountFen + adjustFen;
}

/**
 * What was really paid for `pieces` more pieces of a line when `before` of them were given back already, in fen: what so many cost
 * together, rounded down, less what the ones before cost. So the pieces add up to the line whatever the steps. Throws for more than
 * there are.
 */
export function paidForPieces(line: PaidLine, { before = 0, pieces }: { before?: number; pieces: number }): number {
  if (before < 0 || pieces < 0 || before + pieces > line.quantity) throw new RangeError(`${before} and ${pieces} of ${line.quantity}`);
  const upTo = (count: number) => Number((BigInt(paidForLine(line)) * BigInt(count)) / BigInt(line.quantity));
  return upTo(before + pieces) - upTo(before);
}
