// Runs the checked models of test/model with their whole bounds, where `npm test` takes those that need seconds.
import { printError } from "../process/cli-error";
import { listenForStop } from "../stack/stop-signals";
import { node, VITEST } from "./steps";

const stopRequest = listenForStop(() => process.exit(130));
try {
  const files = ["test/model/payments.test.ts", "test/model/refunds.test.ts"];
  const args = [VITEST, "run", "--project", "unit", "--disable-console-intercept", "--no-file-parallelism", ...files];
  process.exitCode = (await node(args, stopRequest, { MODEL: "whole" })) ? 0 : 1;
} catch (error) {
  if (!stopRequest.signal.aborted) printError(error);
  process.exitCode = stopRequest.signal.aborted ? stopRequest.exitCode() : 1;
}
