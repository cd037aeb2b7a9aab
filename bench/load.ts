import autocannon from "autocannon";

const CONNECTIONS = 16;

/** A request that will be sent. */
export type PreparedPost = { body: string; headers: Record<string, string> };

/** `p50` and `p99` in ms. */
export type Rate = { perSecond: number; p50: number; p99: number; count: number };

/**
 * Sends each prepared POST once, over so many connections, as fast as the server answers.
 * @throws when an answer is not the expected one
 */
export async function sendAll(
  url: string,
  posts: PreparedPost[],
  { status, body }: { status: number; body?: string },
  connections = CONNECTIONS,
): Promise<Rate> {
  let next = 0;
  let lastAnswerAt = 0;
  const started = performance.now();
  const options: autocannon.Options = {
    url,
    connections: Math.min(connections, posts.length),
    amount: posts.length,
    timeout: 30,
    ...(body === undefined ? {} : { verifyBody: (answer: unknown) => String(answer) === body }),
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, ...posts[next++ % posts.length] }) }],
  };
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const run = autocannon(options, (error, outcome) => (error ? reject(error) : resolve(outcome)));
    // autocannon itself counts in whole seconds.
    run.on("response", () => {
      lastAnswerAt = performance.now();
    });
  });
  const seconds = (lastAnswerAt - started) / 1000;
  const good = result.statusCodeStats?.[`${status}`]?.count ?? 0;
  if (good !== posts.length || result.mismatches > 0 || result.errors > 0)
    throw new Error(
      `${url}: of ${posts.length} answers ${good} were ${status}: ${JSON.stringify({ ...result.statusCodeStats, errors: result.errors, mismatches: result.mismatches })}`,
    );
  return { perSecond: posts.length / seconds, p50: result.latency.p50, p99: result.latency.p99, count: posts.length };
}
