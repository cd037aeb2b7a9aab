import { createHash } from "node:crypto";
import type pg from "pg";

/** All that migrations make, one thing a line; rows but those of the bookkeeping aside. */
const SCHEMA = `
  SELECT format('column %s.%s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'S')
  UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT format('%s %s', pg_get_triggerdef(t.oid), t.tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
  UNION ALL SELECT format('value %s %s', enumtypid::regtype, enumlabel) FROM pg_enum
  UNION ALL SELECT format('options %s %s', oid::regclass, reloptions) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND reloptions IS NOT NULL
  UNION ALL SELECT format('grant %s %s', oid::regclass, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relacl IS NOT NULL`;

/** The same for two databases of which nobody could tell by their tables, indexes, triggers and functions which is which. */
export async function schemaDigest(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(SCHEMA);
  return createHash("sha256")
    .update(
      rows
        .map(({ line }) => line)
        .sort()
        .join("\n"),
    )
    .digest("hex");
}

/** The migrations that count as applied, in their order, and those that were begun and not finished. */
export async function appliedMigrations(client: pg.Client): Promise<{ finished: string[]; halfWay: string[] }> {
  const { rows: tables } = await client.query("SELECT 1 FROM pg_class WHERE relname = '_prisma_migrations'");
  if (tables.length === 0) return { finished: [], halfWay: [] };
  const { rows } = await client.query<{ name: string; isFinished: boolean }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS "isFinished" FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY 1`,
  );
  const of = (isFinished: boolean) => rows.filter((row) => row.isFinished === isFinished).map(({ name }) => name);
  return { finished: of(true), halfWay: of(false) };
}
