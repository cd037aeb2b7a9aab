import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { text } from "node:stream/consumers";

/** `status` 0: no answer came. `cookie`: what a browser sends back from then on. */
export type Sent = { status: number; text: string; location: string | null; cookie: string; tookMs: number };

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** A POST on a connection of its own if need be, unlike fetch, which keeps requests waiting for one. */
export function post(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<Sent> {
  const since = performance.now();
  return new Promise((resolve) => {
    const done = (status: number, answer: string, { location, "set-cookie": cookies = [] }: IncomingHttpHeaders = {}) => {
      const cookie = cookies.map((one) => one.split(";")[0]).join("; ");
      resolve({ status, text: answer, location: location ?? null, cookie, tookMs: performance.now() - since });
    };
    const sent = request(
      url,
      { method: "POST", agent, headers: { ...headers, "content-length": Buffer.byteLength(body) } },
      async (answer) => {
        const whole = await text(answer).catch(() => null);
        if (whole === null) done(0, "the answer broke off");
        else done(answer.statusCode ?? 0, whole, answer.headers);
      },
    );
    sent.on("error", (error) => done(0, error.message));
    sent.end(body);
  });
}
