/**
 * Shares `amountFen` out over lines by what each still costs (`roomFen`), in whole fen, so that the shares add up to it and none is
 * more than its line's room: the largest remainders get the fen that are left over (Hamilton's method). Lines with equal remainders are
 * served by `id`, so that the order of the lines does not matter. Throws for more than there is room for.
 */
export function shareDiscount(amountFen: number, lines: readonly { id: number; roomFen: number }[]): number[] {
  const room = lines.reduce((sum, line) => sum + line.roomFen, 0);
  if (amountFen < 0 || amountFen > room) throw new RangeError(`${amountFen} fen do not fit into ${room}`);
  if (amountFen === 0) return lines.map(() => 0);
  // A sum times a sum is more than a number holds exactly.
  const exact = lines.map((line) => BigInt(amountFen) * BigInt(line.roomFen));
  const shares = exact.map((product) => Number(product / BigInt(room)));
  const remainders = exact.map((product) => Number(product % BigInt(room)));
  const left = amountFen - shares.reduce((sum, share) => sum + share, 0);
  const next = lines.map((_, place) => place).sort((a, b) => at(remainders, b) - at(remainders, a) || at(lines, a).id - at(lines, b).id);
  const favoured = new Set(next.slice(0, left));
  return shares.map((share, place) => (favoured.has(place) ? share + 1 : share));
}

function at<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new RangeError(`no line ${place}`);
  return item;
}
