import { openDb } from "@/lib/server/db";
import { seedShop } from "./seed";

const url = process.env.DATABASE_URL;
if (!url) throw new Error("DATABASE_URL is missing: name the PostgreSQL database to seed");

const { db, pool } = openDb(url, { poolSize: 1 });
try {
  const count = await seedShop(db);
  console.log(count > 0 ? `The demo shop is in: ${count} products.` : "The shop has goods already: nothing was seeded.");
} finally {
  await db.$disconnect();
  await pool.end();
}
