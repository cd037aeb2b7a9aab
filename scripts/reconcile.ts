// `npm run reconcile -- --date yyyy-MM-dd`: compares a day with Alipay's bill now, beside the running shop. Without a date,
// yesterday's. Ends with 0 when both books agree, with 2 when something does not match, with 1 when it could not be found out.
import { parseArgs } from "node:util";
import { enterShop } from "./beside/enter-shop";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";

try {
  const { values } = parseArgs({ options: { date: { type: "string" } } });
  enterShop();
  const { reconcile } = await import("./reconcile/main");
  process.exitCode = await reconcile(values.date);
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
