import "server-only";
import type { Shop } from "@/lib/shop/shop";
import { BUILT_IN, readSynonyms } from "./synonyms";

/** The owner's lines of synonyms; those that come with the shop until the owner has saved some, even none. */
export async function readSynonymLines({ db }: Pick<Shop, "db">): Promise<readonly string[]> {
  const row = await db.searchSynonyms.findUnique({ where: { id: 1 } });
  return row?.lines ?? BUILT_IN;
}

/** To read an owner's three hundred lines takes longer than most searches, and they seldom change. */
let lastRead: { text: string; groups: string[][] } | undefined;

/** The words of these lines, each normalised (`readSynonyms`). `normal` must be the same for all who ask. */
export async function readSynonymGroups(shop: Pick<Shop, "db">, normal: (word: string) => string): Promise<string[][]> {
  const lines = await readSynonymLines(shop);
  const text = lines.join("\n");
  if (lastRead?.text !== text) lastRead = { text, groups: readSynonyms(lines, normal) };
  return lastRead.groups;
}
