import pg from "pg";

export type Statement = { text: string; values: unknown[] };

/**
 * The questions (SELECT) that are asked meanwhile of any pool of this process, Prisma's among them; not those of transactions.
 * @throws when nothing was asked
 */
export async function statementsOf(run: () => Promise<unknown>): Promise<Statement[]> {
  const { query } = pg.Pool.prototype;
  const seen: Statement[] = [];
  pg.Pool.prototype.query = function (this: pg.Pool, ...args: unknown[]) {
    const [asked, values] = args;
    const { text, values: own } = typeof asked === "string" ? { text: asked, values: undefined } : (asked as Partial<Statement>);
    if (text && /^\s*(SELECT|WITH)\b/i.test(text)) seen.push({ text, values: own ?? (Array.isArray(values) ? values : []) });
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await run();
  } finally {
    pg.Pool.prototype.query = query;
  }
  if (seen.length === 0) throw new Error("Nothing was asked of a pool.");
  return seen;
}
