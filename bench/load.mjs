import autocannon from "autocannon";

const CONNECTIONS = 16;

/**
 * @typedef {{ body: string, headers: Record<string, string> }} Shot one prepared request
 * @typedef {{ perSecond: number, p50: number, p99: number, count: number }} Rate p50 and p99 in ms
 */

/**
 * Sends each prepared POST once, over 16 connections, as fast as the server answers.
 * @param {string} url
 * @param {Shot[]} shots
 * @param {{ status: number, body?: string }} expected of every answer
 * @returns {Promise<Rate>}
 */
export async function fire(url, shots, { status, body }) {
  let next = 0;
  let lastAnswerAt = 0;
  const started = performance.now();
  const options = {
    url,
    connections: CONNECTIONS,
    amount: shots.length,
    timeout: 30,
    ...(body === undefined ? {} : { verifyBody: (answer) => answer.toString() === body }),
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, ...shots[next++ % shots.length] }) }],
  };
  const result = await new Promise((resolve, reject) => {
    const run = autocannon(options, (error, outcome) => (error ? reject(error) : resolve(outcome)));
    // autocannon itself counts in whole seconds.
    run.on("response", () => {
      lastAnswerAt = performance.now();
    });
  });
  const seconds = (lastAnswerAt - started) / 1000;
  const good = result.statusCodeStats?.[status]?.count ?? 0;
  if (good !== shots.length || result.mismatches > 0 || result.errors > 0)
    throw new Error(
      `${url}: of ${shots.length} answers ${good} were ${status}: ${JSON.stringify({ ...result.statusCodeStats, errors: result.errors, mismatches: result.mismatches })}`,
    );
  return { perSecond: shots.length / seconds, p50: result.latency.p50, p99: result.latency.p99, count: shots.length };
}
