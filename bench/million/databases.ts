// Two databases on one PostgreSQL of our own: a shop with a thousand orders, and one with a million. Their folder is kept for the next time.
import path from "node:path";
import pg from "pg";
import { fillOrders } from "../../scripts/db/fill-orders";
import { migrate } from "../../scripts/db/migrate";
import { type Cluster, startCluster } from "../../scripts/postgres/cluster";

const CONTRACT = "wap-token:2088101568358171";
/** Orders that wait for their payment expire after a day, and the dashboard shows today. */
const STALE_MS = 12 * 3_600_000;

/** What to look for: an order of the shop, of its middle. */
export type Sample = {
  no: string;
  phone: string;
  name: string;
  tradeNo: string;
  outTradeNo: string;
  day: string;
  deep: string;
  deepId: string;
  goods: string;
};

/** `until`: the moment after its newest order. */
export type FilledDatabase = { url: string; orders: number; until: Date; sample: Sample };

/** Starts PostgreSQL on `folder`. It loses what a power cut finds unwritten: here nothing is worth keeping. */
export function openCluster(folder: string): Promise<Cluster> {
  return startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "postgres.log"), durable: false });
}

/** The database with so many orders, brought to the newest migration; filled where it is not there yet, or its newest orders are old. */
export async function openFilled(cluster: Cluster, name: string, orders: number): Promise<FilledDatabase> {
  const url = cluster.url(name);
  const found = await findDatabase(cluster, name);
  if (!found || Date.now() - found.getTime() > STALE_MS) {
    await ask(cluster.url("postgres"), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await ask(cluster.url("postgres"), `CREATE DATABASE ${name}`);
    await migrate(url);
    await fillOrders(url, { orders, until: new Date(), contract: CONTRACT });
  }
  await migrate(url);
  const until = await newest(url);
  if (!until) throw new Error(`The shop of ${orders} orders has none.`);
  return { url, orders, until, sample: await readSample(url, orders) };
}

/** When its newest order was placed; null for one that is not there, or not filled. */
async function findDatabase(cluster: Cluster, name: string): Promise<Date | null> {
  const rows = await ask(cluster.url("postgres"), "SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  return rows.length === 0 ? null : newest(cluster.url(name)).catch(() => null);
}

async function newest(url: string): Promise<Date | null> {
  const [row] = await ask<{ at: Date | null }>(url, "SELECT max(created_at) AS at FROM orders");
  return row?.at ?? null;
}

async function readSample(url: string, orders: number): Promise<Sample> {
  const [row] = await ask<Sample>(
    url,
    `SELECT o.no, o.receiver_phone AS phone, o.receiver_name AS name, p.trade_no AS "tradeNo", p.out_trade_no AS "outTradeNo",
      to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, (extract(epoch FROM o.created_at) * 1000)::bigint || '.' || o.id AS deep,
      (SELECT max(id) / 2 FROM notify_deliveries)::text AS "deepId", (SELECT title FROM order_lines l WHERE l.order_id = o.id LIMIT 1) AS goods
     FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.created_at >= (SELECT min(created_at) + (max(created_at) - min(created_at)) / 2 FROM orders)
       AND o.status = 'COMPLETED' ORDER BY o.created_at LIMIT 1`,
  );
  if (!row) throw new Error(`The shop of ${orders} orders has no paid one in its middle.`);
  return row;
}

async function ask<Row extends pg.QueryResultRow>(connectionString: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
