// The shop for one command, opened and closed again. The environment is set before (enter-shop.ts).
import { ConfigError } from "@/lib/server/env";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { Shop } from "@/lib/shop/shop";
import { CliError } from "../process/cli-error";

/** @throws {CliError} when the configuration is wrong */
export async function withShop<Answer>(run: (shop: Shop) => Promise<Answer>): Promise<Answer> {
  const shop = openShop();
  try {
    return await run(shop);
  } finally {
    await shop.signals.close();
    await shop.db.$disconnect();
    await shop.pool.end().catch(() => {});
  }
}

function openShop(): Shop {
  try {
    return getShop();
  } catch (error) {
    if (error instanceof ConfigError) throw new CliError(error.message);
    throw error;
  }
}
