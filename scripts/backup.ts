// `npm run backup`: the rows, the pictures and the key of the shop that runs here, in a new folder below DATA_DIR/backups, and then a
// restore of it into a database that is thrown away. `-- --to <folder>` writes elsewhere, `--keep 30` keeps more than BACKUP_KEEP,
// `--no-check` restores nothing.
import { parseArgs } from "node:util";
import { enterShop } from "./beside/enter-shop";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";

try {
  const { values } = parseArgs({
    options: { to: { type: "string" }, keep: { type: "string" }, "no-check": { type: "boolean", default: false } },
  });
  enterShop();
  const keep = Number(values.keep ?? (process.env.BACKUP_KEEP || 14));
  if (!Number.isInteger(keep) || keep < 1) throw new CliError("--keep takes how many backups are kept: 1 or more.");
  const { backUp } = await import("./backup/main");
  await backUp({ to: values.to ?? null, keep, isChecked: !values["no-check"] });
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
