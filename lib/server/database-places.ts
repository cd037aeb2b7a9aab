// No "server-only": the starter, the migrations and the commands reach the database through this as well.
import pg from "pg";

/** Where one server listens. */
export type Place = { host: string; port: number };

/** `url` names the first place alone; `mustWrite`: a server that takes no writes is none of ours. */
export type Places = { url: string; places: Place[]; mustWrite: boolean };

const PARTS = /^(postgres(?:ql)?:\/\/(?:[^/?#]*@)?)([^/?#@]*)([/?#].*)?$/;
const HOST = /^(\[[0-9a-fA-F:.]+\]|[^:[\]]*)(?::(\d{1,5}))?$/;
const DEFAULT_PORT = 5432;
/** What libpq calls a server that the shop can work with. "any" is what libpq means where nothing is said. */
const WRITABLE = ["read-write", "primary", "any"];

/**
 * Reads a connection string that may name several servers, as libpq's do (PostgreSQL's documentation, "Specifying Multiple Hosts"):
 * `postgresql://user:password@one:5432,two:5432/shop?target_session_attrs=read-write`. The shop always writes, so that of several
 * servers it wants the one that takes writes, whether that is said or not.
 * @throws {Error} with a sentence that does not repeat the address, which holds a password
 */
export function readPlaces(connectionString: string): Places {
  const [, before = "", hosts = "", after = ""] = PARTS.exec(connectionString) ?? [];
  const wanted = /[?&]target_session_attrs=([^&#]*)/.exec(after)?.[1];
  if (wanted !== undefined && !WRITABLE.includes(wanted))
    throw new Error(`has target_session_attrs=${wanted}: the shop writes, so it needs read-write (or leave it out)`);
  const names = hosts.split(",");
  const saysWritable = wanted !== undefined && wanted !== "any";
  if (names.length === 1) return { url: connectionString, places: [], mustWrite: saysWritable };
  return { url: `${before}${names[0]}${after}`, places: names.map(readPlace), mustWrite: true };
}

function readPlace(name: string, index: number): Place {
  const [, host = "", port] = HOST.exec(name) ?? [];
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (host === "" || number < 1 || number > 65535)
    throw new Error(`names several hosts, and the ${index + 1}. of them is not host or host:port`);
  return { host: host.replace(/^\[|\]$/g, ""), port: number };
}

/** The same connection string, with each place written into it alone. */
export function oneByOne(connectionString: string): string[] {
  const { url, places } = readPlaces(connectionString);
  if (places.length === 0) return [url];
  const [, before = "", , after = ""] = PARTS.exec(url) ?? [];
  return places.map(({ host, port }) => `${before}${host.includes(":") ? `[${host}]` : host}:${port}${after}`);
}

/** Gives a connection string, of one place or of several, another user and password. */
export function asUser(connectionString: string, user: string, password: string): string {
  return connectionString.replace(
    /^(postgres(?:ql)?:\/\/)(?:[^/?#]*@)?/,
    (_, scheme) => `${scheme}${encodeURIComponent(user)}:${encodeURIComponent(password)}@`,
  );
}

/**
 * What a server that takes writes said of itself. A promotion begins a new timeline, so a higher number is the newer server, of those that
 * have the same `system`: PostgreSQL's number for a database and its copies, "" where the server does not know it.
 */
export type Primary = { place: Place; timeline: number; system: string };

const IS_READ_ONLY = `current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;
const TIMELINE = "CASE WHEN pg_is_in_recovery() THEN '0' ELSE left(pg_walfile_name(pg_current_wal_lsn()), 8) END AS timeline";
/** The later ones are for servers that keep their log elsewhere and do not know these functions, or do not let us ask. */
const QUESTIONS = [
  `SELECT ${IS_READ_ONLY}, ${TIMELINE}, (SELECT system_identifier::text FROM pg_control_system()) AS system`,
  `SELECT ${IS_READ_ONLY}, ${TIMELINE}, '' AS system`,
  `SELECT ${IS_READ_ONLY}, '0' AS timeline, '' AS system`,
];

/**
 * Asks one server whether it takes writes, on a connection of its own; null when it does not.
 * @throws when it does not answer within `limitMs`
 */
export async function askPlace(config: pg.ClientConfig, place: Place, limitMs: number): Promise<Primary | null> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: limitMs, query_timeout: limitMs });
  Object.assign(client, place); // over what the connection string says
  client.on("error", () => {});
  try {
    await client.connect();
    const row = await askFirst(client, QUESTIONS);
    return row && !row.isReadOnly ? { place, timeline: Number.parseInt(row.timeline, 16), system: row.system } : null;
  } finally {
    void client.end().catch(() => {});
  }
}

type Row = { isReadOnly: boolean; timeline: string; system: string };

/** The answer to the first of the questions that the server can answer. */
async function askFirst(client: pg.Client, [question = "", ...others]: string[]): Promise<Row | undefined> {
  try {
    return (await client.query<Row>(question)).rows[0];
  } catch (error) {
    if (others.length > 0 && error instanceof pg.DatabaseError) return askFirst(client, others);
    throw error;
  }
}
