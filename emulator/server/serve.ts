import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { guardControl } from "../control/guard-control";
import { ConnectionReset } from "../faults/answer-faults";

const MAX_BODY_BYTES = 65_536;

/** Serves one function over HTTP. An error of `handle` goes to `onError`, and the caller gets an empty 500. */
export function serve(handle: (request: Request) => Promise<Response>, onError: (error: unknown) => void): Server {
  const server = createServer((incoming, outgoing) => {
    answer(handle, incoming, outgoing).catch((error: unknown) => {
      if (error instanceof ConnectionReset) {
        incoming.socket.resetAndDestroy();
        return;
      }
      onError(error);
      if (!outgoing.headersSent) outgoing.writeHead(500).end();
      else outgoing.destroy();
    });
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  return server;
}

async function answer(handle: (request: Request) => Promise<Response>, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const request = body ? toRequest(incoming, outgoing, body) : null;
  if (!request) {
    outgoing.writeHead(body ? 400 : 413, { connection: "close" }).end();
    return;
  }
  await write(guardControl(request, incoming.socket.remoteAddress) ?? (await handle(request)), outgoing);
}

function toRequest(incoming: IncomingMessage, outgoing: ServerResponse, body: Uint8Array<ArrayBuffer>): Request | null {
  const origin = `http://${incoming.headers.host ?? "localhost"}`;
  if (!URL.canParse(incoming.url ?? "", origin) || !incoming.url?.startsWith("/")) return null;
  const hungUp = new AbortController();
  outgoing.once("close", () => hungUp.abort());
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(incoming.url, origin), { method, headers, body: hasBody ? body : null, signal: hungUp.signal });
}

/** The whole body, or null when it is too large. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function write(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(body);
}
