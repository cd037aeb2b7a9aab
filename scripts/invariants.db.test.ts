import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { freshDatabase } from "@/test/database";

const run = promisify(execFile);
/** A shop of its own, which no emulator belongs to. */
const CONTRACT = {
  SHOP_URL: "https://shop.example.com",
  ALIPAY_PROTOCOL: "wap-token",
  ALIPAY_PARTNER: "2088000000000001",
  ALIPAY_SELLER_ACCOUNT: "shop@example.com",
  ALIPAY_SEC_ID: "MD5",
  ALIPAY_MD5_KEY: "0123456789abcdef0123456789abcdef",
};

/** `npm run invariants` on a database, without npm. */
async function invariants(databaseUrl: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const args = ["--conditions=react-server", "--import", "tsx", "scripts/invariants.ts"];
  const env = { ...process.env, ...CONTRACT, DATABASE_URL: databaseUrl };
  try {
    return { code: 0, ...(await run(process.execPath, args, { env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

async function openShopDb() {
  const { connectionString, drop } = await freshDatabase();
  const { db, pool } = openDb(connectionString);
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end().catch(() => {});
    await drop();
  });
  return { db, connectionString };
}

test("npm run invariants ends with 0 where everything is accounted for, and with 2 and a sentence where it is not", async () => {
  const { db, connectionString } = await openShopDb();
  expect(await invariants(connectionString)).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Everything is accounted for/) });
  const category = { create: { slug: "tea", name: "茶叶", icon: "tea" } };
  await db.product.create({ data: { slug: "p", title: "龙井茶", category, variants: { create: { priceFen: 1980, stock: 3 } } } });
  const found = await invariants(connectionString);
  expect(found).toMatchObject({ code: 2, stderr: "" });
  expect(found.stdout).toContain('"龙井茶" has 3 in stock, 0 reserved, 0 sold; its ledger says 0, 0, 0');
  expect(found.stdout).toMatch(/1 of \d+ invariants are broken\n$/);
});

test("npm run invariants ends with 1 where it cannot be found out", async () => {
  const { db, connectionString } = await openShopDb();
  await db.$executeRaw`DROP TABLE stock_movements`;
  const found = await invariants(connectionString);
  expect(found).toMatchObject({ code: 1, stderr: expect.stringContaining("stock_differs_from_ledger: could not be checked") });
  expect(found.stdout).not.toContain("accounted for");
});
