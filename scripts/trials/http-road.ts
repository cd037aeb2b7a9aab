// Roads of HTTP: from the world to the servers, in turn, and from one server to Alipay's gateway.
import { once } from "node:events";
import { Agent, createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Notice, Timed, Watch } from "./points";

/** `underWay`: how many of its requests have no answer yet; `instance`: those that a server has, if there are several. */
export type HttpRoad = { port: number; underWay: (instance?: number) => number; drop: () => void; stop: () => Promise<void> };

type Passing = { request: IncomingMessage; response: ServerResponse; body: Buffer };
type Answer = { status: number; headers: IncomingMessage["headers"]; body: Buffer };

const HOST = "127.0.0.1";

/** Requests that are somewhere now, by the server that has them. */
class UnderWay {
  readonly #counts = new Map<number, number>();

  of(instance = 0): number {
    return this.#counts.get(instance) ?? 0;
  }

  async while<Value>(instance: number, work: Promise<Value>): Promise<Value> {
    this.#counts.set(instance, this.of(instance) + 1);
    try {
      return await work;
    } finally {
      this.#counts.set(instance, this.of(instance) - 1);
    }
  }
}

async function open(underWay: UnderWay, handle: (passing: Passing) => Promise<void>): Promise<HttpRoad> {
  const server = createServer(async (request, response) => {
    try {
      await handle({ request, response, body: await buffer(request) });
    } catch {
      response.destroy();
    }
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, HOST);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    underWay: (instance) => underWay.of(instance),
    drop: () => server.closeAllConnections(),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Sends a request on. Rejects when the other side is not there, or goes away before its answer is whole. */
async function pass({ request, response, body }: Passing, port: number, agent: Agent): Promise<Answer> {
  const { method, url, headers } = request;
  const sent = forward({ host: HOST, port, method, path: url, headers, agent });
  response.on("close", () => sent.destroy());
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
}

function give(response: ServerResponse, { status, headers, body }: Answer): void {
  const { "transfer-encoding": _, connection: __, ...kept } = headers;
  response.writeHead(status, { ...kept, "content-length": body.length }).end(body);
}

/** `ports`: where the servers listen; `isReady`: whether one has said that it is, as a proxy asks for it. */
type FrontOptions = {
  ports: readonly number[];
  watch: Watch;
  kill: (instance: number) => void;
  isReady?: (instance: number) => boolean;
};

/**
 * A proxy in front of several servers, which take turns. It prefers those that are ready, and goes on to the next where nobody listens, and
 * nowhere else: a request that has reached a server is never sent to another one.
 */
export function openFrontRoad({ ports, watch, kill, isReady = () => true }: FrontOptions): Promise<HttpRoad> {
  const agent = new Agent({ keepAlive: false });
  const underWay = new UnderWay();
  let turn = 0;
  return open(underWay, async (passing) => {
    if (watch.keeps && isNotice(passing.request) && watch.keeps(noticeOf(passing))) return void passing.response.writeHead(503).end();
    const first = turn++;
    const circle = ports.map((_, place) => (first + place) % ports.length);
    for (const instance of circle.toSorted((one, other) => Number(isReady(other)) - Number(isReady(one)))) {
      const since = performance.now();
      const answer = await underWay.while(instance, pass(passing, ports[instance] ?? 0, agent)).catch(refusedOrNull);
      if (answer === "refused") continue;
      if (answer === null) return void passing.response.destroy();
      const timed = timedOf(passing.request, answer);
      if (timed) watch.took?.(timed, performance.now() - since);
      const name = nameOfAnswer(passing.request, answer);
      if (name && watch.passes(`answer: ${name}`, instance) === "kill") {
        kill(instance);
        return void passing.response.destroy();
      }
      return give(passing.response, answer);
    }
    passing.response.writeHead(502).end();
  });
}

function isNotice({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && url.startsWith("/api/alipay/notify");
}

function noticeOf({ request, body }: Passing): Notice {
  return { body: body.toString(), contentType: request.headers["content-type"] ?? "" };
}

/** Those answers on which a promise hangs. */
export const ANSWERS = ["success to Alipay", "the way to the cashier", "the owner's refund"] as const;

function nameOfAnswer(request: IncomingMessage, { status, body }: Answer): (typeof ANSWERS)[number] | null {
  const { method, url = "" } = request;
  if (method !== "POST") return null;
  if (isNotice(request)) return body.toString() === "success" ? "success to Alipay" : null;
  if (url.startsWith("/checkout")) return status === 303 ? "the way to the cashier" : null;
  return url.startsWith("/admin/orders/") ? "the owner's refund" : null;
}

/** Those answers whose time counts: what people and Alipay wait for. */
function timedOf(request: IncomingMessage, answer: Answer): Timed | null {
  const name = nameOfAnswer(request, answer);
  if (name === "success to Alipay") return "notice";
  if (name === "the way to the cashier") return "order";
  const isPage = request.method === "GET" && answer.status === 200 && /^\/api\/orders\/\d+\/status$/.test(request.url ?? "");
  return isPage ? "page" : null;
}

function refusedOrNull(error: unknown): "refused" | null {
  return error instanceof Error && "code" in error && error.code === "ECONNREFUSED" ? "refused" : null;
}

type GatewayOptions = { instance: number; port: () => number; watch: Watch; kill: () => void };

/** The road from one server to the gateway; each call is known by its `method` or `service`. */
export function openGatewayRoad({ instance, port, watch, kill }: GatewayOptions): Promise<HttpRoad> {
  const agent = new Agent({ keepAlive: false });
  const underWay = new UnderWay();
  return open(underWay, async (passing) => {
    const call = callOf(passing.request.url ?? "", passing.body.toString());
    const die = () => {
      kill();
      passing.response.destroy();
    };
    if (watch.passes(`before call: ${call}`, instance) === "kill") return die();
    const answer = await underWay.while(0, pass(passing, port(), agent));
    if (watch.passes(`after call: ${call}`, instance) === "kill") return die();
    give(passing.response, answer);
  });
}

/** The name of a call, in either protocol. */
export function callOf(url: string, body: string): string {
  const query = new URLSearchParams(`${url.split("?")[1] ?? ""}&${body}`);
  return query.get("method") ?? query.get("service") ?? "another";
}
