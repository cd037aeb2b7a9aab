import pg from "pg";

/** Runs statements one after the other, on a connection of their own, and gives the rows of the last. */
export async function ask<Row extends pg.QueryResultRow = Record<string, unknown>>(
  connectionString: string,
  ...statements: string[]
): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {}); // its server may be killed meanwhile: whoever asks hears of it
  await client.connect();
  try {
    let rows: Row[] = [];
    for (const statement of statements) ({ rows } = await client.query<Row>(statement));
    return rows;
  } finally {
    await client.end();
  }
}
