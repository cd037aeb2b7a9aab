import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { BUILT_IN } from "./synonyms";

/** The owner's lines of synonyms; those that come with the shop until the owner has saved some, even none. */
export async function readSynonymLines({ db }: Pick<Shop, "db">): Promise<readonly string[]> {
  const row = await db.searchSynonyms.findUnique({ where: { id: 1 } });
  return row?.lines ?? BUILT_IN;
}
