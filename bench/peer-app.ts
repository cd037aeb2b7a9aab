// The peer: what a shop's author writes who takes the official client of Alipay and Prisma. A route handler of the same Next.js verifies the
// notice, and in one transaction finds the order, compares what was paid, marks it paid, keeps the payment and counts the goods as sold.
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { WITHOUT_DOWNLOADS } from "../scripts/bootstrap/install.mjs";
import { ROOT } from "../scripts/bootstrap/root.mjs";
import { runCommand } from "../scripts/stack/run-command";
import { buildApp, type Files, nextConfig } from "./apps";
import type { Bench } from "./run-bench";
import type { App } from "./stack";

/** As Prisma itself makes these tables. */
const TABLES = `
  CREATE TABLE "Product" ("id" INTEGER PRIMARY KEY, "reserved" INTEGER NOT NULL, "sold" INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE "Order" ("id" SERIAL PRIMARY KEY, "outTradeNo" TEXT NOT NULL, "status" TEXT NOT NULL DEFAULT 'PENDING', "totalFen" INTEGER NOT NULL,
    "paidAt" TIMESTAMP(3));
  CREATE UNIQUE INDEX "Order_outTradeNo_key" ON "Order" ("outTradeNo");
  CREATE TABLE "Line" ("id" SERIAL PRIMARY KEY, "orderId" INTEGER NOT NULL REFERENCES "Order" ("id"),
    "productId" INTEGER NOT NULL REFERENCES "Product" ("id"), "quantity" INTEGER NOT NULL);
  CREATE INDEX "Line_orderId_idx" ON "Line" ("orderId");
  CREATE TABLE "Payment" ("id" SERIAL PRIMARY KEY, "orderId" INTEGER NOT NULL REFERENCES "Order" ("id"), "tradeNo" TEXT NOT NULL,
    "amountFen" INTEGER NOT NULL, "notice" JSONB NOT NULL, "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP);
  CREATE UNIQUE INDEX "Payment_tradeNo_key" ON "Payment" ("tradeNo");`;

function files(): Files {
  const own = (name: string) => readFileSync(path.join(ROOT, "bench/peer", name), "utf8");
  return {
    "next.config.mjs": nextConfig({ serverExternalPackages: ["alipay-sdk", "pg"], typescript: { ignoreBuildErrors: true } }),
    "app/layout.js": "export default function Layout({ children }) {\n  return <html><body>{children}</body></html>;\n}\n",
    "app/page.js": "export default function Page() {\n  return null;\n}\n",
    "app/api/notify/route.js": own("route.js"),
    "prisma/schema.prisma": own("schema.prisma"),
  };
}

/** The running peer: where it takes notices, and how many orders it has paid. */
export type Peer = { app: App; notifyUrl: string; countPaid: () => Promise<number> };

/** Builds it, and starts it with the orders of the shop in a database of its own on the same PostgreSQL. */
export async function startPeer({ stack, folder, yardsticks }: Bench): Promise<Peer> {
  const app = path.join(yardsticks, "peer");
  const url = new URL(stack.databaseUrl);
  url.pathname = "/peer";
  const env = { ...contractOf(folder), DATABASE_URL: url.href };
  await buildApp({ app, files: files(), folder, env, prepare: () => generateClient(app, folder) });
  await fill(stack, url.href);
  const started = await stack.startApp("peer", app, env);
  const countPaid = async () => (await ask<{ paid: number }>(url.href, `SELECT count(*)::int AS paid FROM "Payment"`))[0]?.paid ?? 0;
  return { app: started, notifyUrl: `${started.url}/api/notify`, countPaid };
}

function generateClient(app: string, folder: string): Promise<string> {
  const args = ["generate", "--schema", path.join(app, "prisma/schema.prisma")];
  return runCommand([process.execPath, path.join(ROOT, "node_modules/prisma/build/index.js"), ...args], {
    logFile: path.join(folder, "logs", "peer-generate.log"),
    what: "prisma generate for the peer",
    env: WITHOUT_DOWNLOADS,
    cwd: app,
  });
}

/** What its author would have from the open platform. */
function contractOf(folder: string): Record<string, string> {
  const merchant: Record<string, string> = JSON.parse(readFileSync(path.join(folder, "emulator", "merchant.json"), "utf8"));
  const { appId = "", sellerId = "", appPrivateKey = "", alipayRsa2PublicKey = "" } = merchant;
  return { APP_ID: appId, SELLER_ID: sellerId, APP_PRIVATE_KEY: bare(appPrivateKey), ALIPAY_PUBLIC_KEY: bare(alipayRsa2PublicKey) };
}

/** The client wants the letters of a key alone. */
function bare(pem: string): string {
  return pem.replace(/-----[^-]+-----|\s/g, "");
}

async function fill(stack: Bench["stack"], url: string): Promise<void> {
  await stack.query("DROP DATABASE IF EXISTS peer");
  await stack.query("CREATE DATABASE peer");
  await ask(url, TABLES);
  const { orders } = await stack.queryRow<{ orders: string }>(
    `SELECT json_agg(json_build_object('no', a.out_trade_no, 'fen', a.amount_fen, 'product', l.variant_id, 'quantity', l.quantity))::text AS orders
     FROM payment_attempts a JOIN order_lines l ON l.order_id = a.order_id`,
  );
  const given = `json_to_recordset($1::json) AS given (no text, fen int, product int, quantity int)`;
  await ask(url, `INSERT INTO "Product" ("id", "reserved") SELECT product, sum(quantity) FROM ${given} GROUP BY product`, [orders]);
  await ask(url, `INSERT INTO "Order" ("outTradeNo", "totalFen") SELECT DISTINCT no, fen FROM ${given}`, [orders]);
  await ask(
    url,
    `INSERT INTO "Line" ("orderId", "productId", "quantity") SELECT o."id", product, quantity FROM ${given} JOIN "Order" o ON o."outTradeNo" = no`,
    [orders],
  );
  await ask(url, "ANALYZE");
}

async function ask<Row extends pg.QueryResultRow>(connectionString: string, sql: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
