// The databases as the owner's reads see a shop.
import { openDb } from "@/lib/server/db";
import type { Shop } from "@/lib/shop/shop";
import type { Cluster } from "../../scripts/postgres/cluster";
import { openFilled, type Sample } from "./databases";

export type OpenShop = { name: string; orders: number; shop: Shop; sample: Sample; close: () => Promise<void> };

/** Opens the shop with so many orders; fills it first where it is not there yet. */
export async function openShop(cluster: Cluster, name: string, orders: number): Promise<OpenShop> {
  const { url, until, sample } = await openFilled(cluster, name, orders);
  const { db, pool } = openDb(url);
  // What the owner's reads use of a shop.
  const config = { unpaid: { alarmPercent: 50, minPieces: 5 } };
  const gateways = { all: [], current: { contract: "wap-token:2088101568358171" } };
  const shop = { db, pool, config, now: () => until, gateways } as unknown as Shop;
  return { name, orders, shop, sample, close: () => pool.end() };
}
