import "server-only";
import { AsyncResource } from "node:async_hooks";
import { request as httpRequest, type IncomingHttpHeaders, type OutgoingHttpHeaders, type Server } from "node:http";
import { duplexPair } from "node:stream";
import { buffer } from "node:stream/consumers";

export type OwnAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/** A page takes some milliseconds; one that takes longer than this will not come, in ms. */
const PATIENCE_MS = 30_000;

/**
 * Asks a server of this process for one of its own pages, over a connection inside the process, without the network: it works whatever address the server listens
 * on, and nobody else can send anything through it. The question is asked in a context of its own, in none of a visitor's.
 * Rejects when there is no whole answer.
 */
export function createAskServer(server: Server): (path: string, headers: OutgoingHttpHeaders) => Promise<OwnAnswer> {
  const context = new AsyncResource("own page");
  return (path, headers) => context.runInAsyncScope(ask, null, server, path, headers);
}

async function ask(server: Server, path: string, headers: OutgoingHttpHeaders): Promise<OwnAnswer> {
  const [client, inside] = duplexPair();
  server.emit("connection", inside);
  const timer = setTimeout(() => client.destroy(new Error(`no answer for ${path}`)), PATIENCE_MS);
  try {
    return await new Promise<OwnAnswer>((resolve, reject) => {
      const request = httpRequest({ createConnection: () => client as never, path, headers });
      request.on("error", reject);
      request.on("response", (response) => {
        const { statusCode: status = 0, headers: given } = response;
        buffer(response).then((body) => resolve({ status, headers: given, body }), reject);
      });
      request.end();
    });
  } finally {
    clearTimeout(timer);
    client.destroy();
    inside.destroy();
  }
}
