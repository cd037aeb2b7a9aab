// `npm run failover`: kills the primary of the shop's database under load, promotes the standby, and compares the shop's books with the
// emulator's ledger: whatever was answered `success` must be in them. With --async the standby lags behind when it is promoted, and what
// that loses is shown, and how it comes back.
import { rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../bootstrap/root.mjs";
import { CliError, codeOf, messageOf, printError } from "../process/cli-error";
import { keepRuns } from "../runs/keep-runs";
import { ensureBuild, ensureClient } from "../stack/build";
import { createProgress } from "../stack/progress";
import { makeDataDir } from "../stack/settings";
import { listenForStop } from "../stack/stop-signals";
import { createSupervisor } from "../stack/supervisor";
import { loseAsynchronously } from "./lose-asynchronously";
import { openShopOnPair, type ShopOnPair } from "./shop-on-pair";
import { takeTurns } from "./take-turns";

// The day's bill, which brings back what is lost, is of the current protocol.
process.env.ALIPAY_PROTOCOL ||= "openapi";
const progress = createProgress();
const supervisor = createSupervisor();
const stopRequest = listenForStop(() => process.exit(130));
const folder = path.join(ROOT, ".data", "failover");
let shop: ShopOnPair | null = null;

const main = async (): Promise<number> => {
  const { times, isSynchronous, isKept } = readArguments();
  const keep = isKept ? keepRuns({ page: "failover", table: "failovers", command: `npm run failover -- --times ${times}` }) : () => {};
  rmSync(folder, { recursive: true, force: true });
  makeDataDir(folder);
  const options = { progress, dataDir: folder };
  await ensureClient(options);
  await ensureBuild(options);
  shop = await progress.step("starting everything", () => openShopOnPair({ folder, supervisor, isSynchronous }));
  const faults = isSynchronous ? await takeTurns(shop, { times, say: progress.line, keep }) : await loseAsynchronously(shop, progress.line);
  for (const fault of faults) progress.line(`  ✗ ${fault}`);
  return faults.length === 0 ? 0 : 1;
};

const exitCode = await Promise.race([main(), stopRequest.received.then(stopRequest.exitCode)]).catch((error: unknown) => {
  printError(codeOf(error)?.startsWith("ERR_PARSE_ARGS") ? new CliError(messageOf(error)) : error);
  return 1;
});
await supervisor.stop();
await (shop as ShopOnPair | null)?.pair.close();
rmSync(folder, { recursive: true, force: true });
process.exit(exitCode); // the load of an interrupted run would go on

function readArguments(): { times: number; isSynchronous: boolean; isKept: boolean } {
  const { values } = parseArgs({
    options: {
      times: { type: "string", default: "50" },
      async: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
    },
  });
  if (!/^[1-9]\d{0,3}$/.test(values.times)) throw new CliError("--times is how often the primary is killed: 1 to 9999.");
  return { times: Number(values.times), isSynchronous: !values.async, isKept: values.keep };
}
