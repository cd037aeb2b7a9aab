import { setTimeout as sleep } from "node:timers/promises";
import { CliError } from "../process/cli-error";
import { hasEnded, type Part } from "./supervisor";

/** How long between two looks, of one that does not listen yet, and of one that answers that it is not ready: it has better to do. */
const LOOK_MS = { silent: 25, answering: 100 };

type WaitOptions = {
  part: Part;
  timeoutMs?: number;
  signal?: AbortSignal;
  /** The sentence for a part that ended or never answered. */
  complaint: string;
};

/**
 * Waits until a part answers 200.
 * @throws {CliError} with the complaint when it ended, or did not answer in time
 */
export async function waitFor(url: string, { part, timeoutMs = 60_000, signal, complaint }: WaitOptions): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = "no answer";
  while (!hasEnded(part.process)) {
    signal?.throwIfAborted();
    let restMs = LOOK_MS.silent;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const body = await response.text();
      if (response.status === 200) return;
      restMs = LOOK_MS.answering;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch {} // not listening yet
    if (Date.now() > deadline) throw new CliError(`${complaint} It does not become ready (${url}: ${last}).`);
    await sleep(restMs);
  }
  throw new CliError(complaint);
}
