import "server-only";
import type { Shop } from "../shop";

/** Reads the database's clock, by which several instances of the shop can be compared. */
export async function compareClocks(shop: Shop): Promise<void> {
  const from = shop.now();
  const [row] = await shop.db.$queryRaw<{ theirs: Date }[]>`SELECT clock_timestamp() AS theirs`;
  if (row) shop.clocks.read({ whose: "database", theirs: row.theirs, from, until: shop.now() });
}
