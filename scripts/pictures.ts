// `npm run pictures -- to-s3`: copies the uploaded pictures of DATA_DIR into the store that UPLOADS_S3_… names; `to-disk`: back, or
// as a copy to keep. What is there already is left out and nothing is deleted, so that it can be said again. Beside the running shop.
import { parseArgs } from "node:util";
import { enterShop } from "./beside/enter-shop";
import { CliError, codeOf, messageOf, printError } from "./process/cli-error";

try {
  const [direction, ...more] = parseArgs({ allowPositionals: true }).positionals;
  if ((direction !== "to-s3" && direction !== "to-disk") || more.length > 0)
    throw new CliError("Say `npm run pictures -- to-s3` or `npm run pictures -- to-disk`.");
  enterShop();
  const { copyUploads } = await import("./pictures/main");
  await copyUploads(direction);
} catch (error) {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  process.exitCode = 1;
}
