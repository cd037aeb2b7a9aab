// A phone's browser without JavaScript, somewhere on the internet: an address of its own, a name that leads to Caddy, and a
// certificate that it looks at.
import { request as askPlainly, type IncomingMessage, Agent as PlainAgent } from "node:http";
import { Agent, request as ask } from "node:https";
import { text } from "node:stream/consumers";
import { PHONE } from "@/bench/orders";

const PATIENCE_MS = 40_000;
const PLACE = "127.0.0.1";

export type Shown = { status: number; location: string | null; text: string; headers: IncomingMessage["headers"]; ms: number };
type Asked = { method?: "GET" | "POST"; headers?: Record<string, string>; body?: string };

export class Visitor {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #agent: Agent;
  readonly #plain = new PlainAgent({ keepAlive: true });

  /** `address`: where it comes from; `authority`: whose certificates it believes, in PEM. */
  constructor({ address, authority }: { address: string; authority: string }) {
    this.#agent = new Agent({
      keepAlive: true,
      ca: authority,
      localAddress: address,
      lookup: (_name, { all }, found) => (all ? found(null, [{ address: PLACE, family: 4 }]) : found(null, PLACE, 4)),
    });
  }

  /** Rejects when no whole answer came, as a browser shows that a page cannot be reached. */
  async ask(url: URL, { method = "GET", headers = {}, body }: Asked = {}): Promise<Shown> {
    const since = performance.now();
    const common = { method, headers: { ...this.#headers(url), ...headers }, signal: AbortSignal.timeout(PATIENCE_MS) };
    const sent =
      url.protocol === "https:" ? ask(url, { ...common, agent: this.#agent }) : askPlainly(url, { ...common, agent: this.#plain });
    const answered = new Promise<IncomingMessage>((resolve, reject) => sent.once("response", resolve).once("error", reject));
    sent.end(body);
    const answer = await answered;
    const shown = await text(answer);
    for (const line of answer.headers["set-cookie"] ?? []) this.#keep(url, line);
    const { statusCode: status = 0, headers: got } = answer;
    return { status, location: got.location ?? null, text: shown, headers: got, ms: performance.now() - since };
  }

  /** Lets go of its connections. */
  leave(): void {
    this.#agent.destroy();
    this.#plain.destroy();
  }

  #headers({ host }: URL): Record<string, string> {
    const cookie = [...(this.#cookies.get(host) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
    return { "user-agent": PHONE, ...(cookie && { cookie }) };
  }

  #keep({ host }: URL, line: string): void {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const jar = this.#cookies.get(host) ?? new Map<string, string>();
    this.#cookies.set(host, jar);
    if (name) jar.set(name, value ?? "");
  }
}
