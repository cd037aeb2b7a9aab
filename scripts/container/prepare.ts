// Before the shop starts in a container: brings the database to the newest migration as its owner (MIGRATION_DATABASE_URL), and makes
// the user of DATABASE_URL, xiaopu_shop, with the password there and the rights to rows alone. May be run again.
import { oneByOne } from "@/lib/server/database-places";
import { runtimeUrl } from "../postgres/runtime-role";
import { CliError, printError } from "../process/cli-error";
import { migrateDatabase } from "../stack/database";

try {
  const { MIGRATION_DATABASE_URL: owner, DATABASE_URL: shop } = process.env;
  if (!owner || !shop) throw new CliError("MIGRATION_DATABASE_URL and DATABASE_URL are both needed: the owner's and the shop's own user.");
  const { username, password } = new URL(oneByOne(shop)[0] ?? "");
  if (username !== "xiaopu_shop" || !password || placesOf(shop) !== placesOf(owner))
    throw new CliError("DATABASE_URL must name the user xiaopu_shop, with a password, in the same database as MIGRATION_DATABASE_URL.");
  const applied = await migrateDatabase(owner);
  await runtimeUrl(owner, decodeURIComponent(password));
  console.log(`The database is ready; ${applied.length} migrations were applied.`);
} catch (error) {
  printError(error);
  process.exitCode = 1;
}

/** Where a connection string leads, whoever is named in it. */
function placesOf(url: string): string {
  const places = oneByOne(url).map((one) => new URL(one));
  return places.map(({ host, pathname }) => `${host}${pathname}`).join();
}
