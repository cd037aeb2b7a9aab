import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { parseEnv } from "@/lib/server/env";
import { openShops } from "@/lib/shop/assembly/get-shop";
import { freshDatabase } from "./database";
import { SELLER_ID } from "./fake-gateway";

/** A demonstration's shops as its variables make them, of which `env` are some, with a database and a folder of their own. */
export async function demoShops(env: Record<string, string>): Promise<ReturnType<typeof openShops>> {
  const database = await freshDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "xiaopu-demo-"));
  mkdirSync(path.join(dataDir, "emulator"));
  const merchant = {
    partner: SELLER_ID,
    sellerAccount: "shop@example.com",
    sellerId: SELLER_ID,
    md5Key: "0123456789abcdef0123456789abcdef",
  };
  writeFileSync(path.join(dataDir, "emulator", "merchant.json"), JSON.stringify(merchant));
  const shops = openShops(
    parseEnv({ DATABASE_URL: database.connectionString, DATA_DIR: dataDir, SHOP_URL: "http://127.0.0.1:3000", ...env }),
  );
  onTestFinished(async () => {
    await shops.shop.signals.close();
    for (const { db, pool } of [shops.shop, shops.noticeShop]) {
      await db.$disconnect();
      await pool.end();
    }
    await database.drop();
    rmSync(dataDir, { recursive: true });
  });
  return shops;
}
