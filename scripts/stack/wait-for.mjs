import { Refusal } from "./refusal.mjs";
import { hasEnded } from "./supervisor.mjs";

/**
 * Waits until a part answers 200.
 * @param {string} url
 * @param {{ part: import("./supervisor.mjs").Part, timeoutMs?: number, signal?: AbortSignal, complaint: string }} options `complaint` is the
 * sentence for a part that ended or never answered
 */
export async function waitFor(url, { part, timeoutMs = 60_000, signal, complaint }) {
  const deadline = Date.now() + timeoutMs;
  let last = "no answer";
  while (!hasEnded(part.process)) {
    signal?.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      const body = await response.text();
      if (response.status === 200) return;
      last = `${response.status} ${body.slice(0, 300)}`;
    } catch {} // not listening yet
    if (Date.now() > deadline) throw new Refusal(`${complaint} It does not become ready (${url}: ${last}).`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Refusal(complaint);
}
