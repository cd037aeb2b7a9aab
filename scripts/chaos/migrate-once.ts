// A start that gets as far as its migrations: DATABASE_URL names the database. It is killed.
import { printError } from "../process/cli-error";
import { migrateDatabase } from "../stack/database";

try {
  const applied = await migrateDatabase(process.env.DATABASE_URL ?? "");
  console.log(`applied ${applied.length}`);
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
