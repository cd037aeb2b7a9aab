// `npm run restore -- <folder of a backup>`: makes a shop of a backup, where there is none yet: in DATA_DIR, or in the empty database that
// DATABASE_URL names. The shop must not run.
import { parseArgs } from "node:util";
import { restoreShop } from "./backup/restore-shop";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [backup, ...more] = positionals;
  if (!backup || more.length > 0) throw new CliError("Name one backup: npm run restore -- .data/backups/<moment>");
  await restoreShop(backup);
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
