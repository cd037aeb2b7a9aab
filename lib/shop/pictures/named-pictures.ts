import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

/**
 * Every column that holds names of pictures: what one of them names is not swept. list: an array of names. path: where the picture is
 * served. The longest table comes last: it is asked only about what no other one names. A test holds this against the schema.
 */
export const PICTURE_COLUMNS = [
  { table: "products", column: "images", kind: "list" },
  { table: "products", column: "details", kind: "list" },
  { table: "option_values", column: "image", kind: "name" },
  { table: "categories", column: "icon", kind: "path" },
  { table: "shop_profile", column: "logo", kind: "name" },
  { table: "shop_profile", column: "wechat_picture", kind: "name" },
  { table: "shop_profile", column: "licence_picture", kind: "name" },
  { table: "removed_pictures", column: "name", kind: "name" },
  { table: "order_lines", column: "image", kind: "name" }, // an order shows what it sold, for as long as it is kept
] as const;

/** Those of the uploaded pictures with these ids (`uploadedId`) that no row names. */
export async function unnamedAmong({ db }: Pick<Shop, "db">, ids: readonly string[]): Promise<string[]> {
  const unnamed = new Set(ids);
  for (const column of PICTURE_COLUMNS) {
    if (unnamed.size === 0) break;
    const names = [...unnamed].map((id) => `u/${id}`);
    const found = await db.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT said.name FROM (${namesIn(column)}) AS said WHERE said.name = ANY(${names})`;
    for (const { name } of found) unnamed.delete(name.slice("u/".length));
  }
  return [...unnamed];
}

/** What a column names, each as "u/<id>": without the shape of a description's picture, and without a path's other parts. */
function namesIn({ table, column, kind }: (typeof PICTURE_COLUMNS)[number]): Prisma.Sql {
  const [from, what] = [Prisma.raw(table), Prisma.raw(column)];
  if (kind === "path") return Prisma.sql`SELECT 'u/' || substring(${what} FROM '^media/([0-9a-f]{24})-') AS name FROM ${from}`;
  if (kind === "name") return Prisma.sql`SELECT split_part(${what}, ':', 1) AS name FROM ${from}`;
  return Prisma.sql`SELECT split_part(one, ':', 1) AS name FROM ${from}, unnest(${what}) AS one`;
}
