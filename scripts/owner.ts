// `npm run owner`: lists who may enter the back office. `npm run owner -- reset [login] [--drop-factors]` sets a new password, typed
// here and not shown, and ends all sessions; --drop-factors also takes away the authenticator app, passkeys and recovery codes.
// It works beside the running shop, for whoever sits at the shop's machine and can no longer log in.
import { parseArgs } from "node:util";
import { enterShop } from "./beside/enter-shop";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";

try {
  const { values, positionals } = parseArgs({ options: { "drop-factors": { type: "boolean", default: false } }, allowPositionals: true });
  const [command = "list", login] = positionals;
  if ((command !== "list" && command !== "reset") || positionals.length > (command === "reset" ? 2 : 1))
    throw new CliError("Say `npm run owner`, or `npm run owner -- reset [login] [--drop-factors]`.");
  enterShop();
  const { list, reset } = await import("./owner/main");
  await (command === "reset" ? reset({ login, dropFactors: values["drop-factors"] }) : list());
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
