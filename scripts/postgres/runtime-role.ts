// The role that the shop runs as in a PostgreSQL of our own: it reads and writes rows, and nothing else. The cluster's first user is
// a superuser, who could read files and run programs of the machine through SQL; it migrates, and no request ever reaches it.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { DatabaseClient } from "@/lib/server/database-client";
import { asUser } from "@/lib/server/database-places";

const ROLE = "xiaopu_shop";
/** What is only ever added to, whoever asks. */
const KEPT_TABLES = ["ledger_transfers"];

/**
 * Makes the role where it is missing, gives it a new password and the rights to all tables of this database as they are now, so it
 * is called after the migrations. Returns the connection string of the same database with the role.
 */
export async function runtimeUrl(adminUrl: string, password = randomBytes(24).toString("base64url")): Promise<string> {
  const client = new DatabaseClient({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [ROLE]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${ROLE}`);
    const harmless = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
    await client.query(`ALTER ROLE ${ROLE} ${harmless} PASSWORD ${pg.escapeLiteral(password)}`);
    await client.query(`GRANT USAGE ON SCHEMA public TO ${ROLE}`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${ROLE}`);
    await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${ROLE}`);
    await client.query(`REVOKE INSERT, UPDATE, DELETE ON _prisma_migrations FROM ${ROLE}`);
    for (const table of KEPT_TABLES) await client.query(`REVOKE UPDATE, DELETE ON ${table} FROM ${ROLE}`);
  } finally {
    await client.end();
  }
  return asUser(adminUrl, ROLE, password);
}

/** Whether the user of a connection string may do anything at all on its server. */
export async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>("SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
  return rows[0]?.rolsuper ?? false;
}
