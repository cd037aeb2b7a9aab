// Two shops on one PostgreSQL of our own: one with a thousand orders, one with a million. Filled once; their folder is kept.
import path from "node:path";
import pg from "pg";
import { openDb } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import { fillOrders } from "../../scripts/db/fill-orders";
import { migrate } from "../../scripts/db/migrate";
import { type Cluster, startCluster } from "../../scripts/postgres/cluster";
import type { Sample } from "./questions";

const CONTRACT = "wap-token:2088101568358171";
const UNTIL = new Date("2026-11-26T03:00:00Z");

export type OpenShop = { name: string; orders: number; shop: Shop; sample: Sample; close: () => Promise<void> };

/** Starts PostgreSQL on `folder`. It loses what a power cut finds unwritten: here nothing is worth keeping. */
export function openCluster(folder: string): Promise<Cluster> {
  return startCluster({ dataDir: path.join(folder, "postgres"), logFile: path.join(folder, "postgres.log"), durable: false });
}

/** Opens the shop with so many orders, brought to the newest migration; fills it first where it is not there yet. */
export async function openShop(cluster: Cluster, name: string, orders: number): Promise<OpenShop> {
  const url = cluster.url(name);
  if (await createDatabase(cluster.url("postgres"), name)) {
    await migrate(url);
    await fillOrders(url, { orders, until: UNTIL, contract: CONTRACT });
  }
  await migrate(url);
  const { db, pool } = openDb(url);
  // What the owner's reads use of a shop.
  const config = { unpaid: { alarmPercent: 50, minPieces: 5 } };
  const shop = { db, pool, config, now: () => UNTIL, gateways: { all: [], current: { contract: CONTRACT } } } as unknown as Shop;
  return { name, orders, shop, sample: await readSample(pool, orders), close: () => pool.end() };
}

async function createDatabase(server: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
    return rowCount === 0;
  } finally {
    await client.end();
  }
}

async function readSample(pool: pg.Pool, orders: number): Promise<Sample> {
  const { rows } = await pool.query(
    `SELECT o.no, o.receiver_phone AS phone, o.receiver_name AS name, p.trade_no AS "tradeNo", p.out_trade_no AS "outTradeNo",
      to_char(o.paid_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS day, (extract(epoch FROM o.created_at) * 1000)::bigint || '.' || o.id AS deep,
      (SELECT max(id) / 2 FROM notify_deliveries)::text AS "deepId", (SELECT title FROM order_lines l WHERE l.order_id = o.id LIMIT 1) AS goods
     FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.created_at >= (SELECT min(created_at) + (max(created_at) - min(created_at)) / 2 FROM orders)
       AND o.status = 'COMPLETED' ORDER BY o.created_at LIMIT 1`,
  );
  if (!rows[0]) throw new Error(`The shop of ${orders} orders has no paid one in its middle.`);
  return rows[0];
}
