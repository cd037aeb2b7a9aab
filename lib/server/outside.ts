import "server-only";
import http from "node:http";
import https from "node:https";
import { connect, type Socket } from "node:net";
import { deadline } from "./deadline";
import { guardedLookup, isLoopback, isPublicAddress, type MayReach, NotPublicError, refuseWrittenAddress } from "./public-address";

/** Why nothing usable came back. Says nothing of the address, since that may hold a key. */
export type OutsideTrouble = "not_public" | "not_https" | "timeout" | "unreachable" | "tls" | "too_long";

export class OutsideError extends Error {
  override name = "OutsideError" as const;
  constructor(readonly trouble: OutsideTrouble) {
    super(`the other side could not be reached: ${trouble}`);
  }
}

export type OutsideAnswer = { status: number; retryAfterS: number | null; body: string };
export type OutsidePost = { headers: Record<string, string>; body: string };

/** The way to programs of others whose addresses the owner typed. */
export type Outside = {
  /** Redirects are not followed. @throws {OutsideError} */
  post(url: URL, request: OutsidePost): Promise<OutsideAnswer>;
  /** A connection, not yet encrypted. @throws {OutsideError} */
  connect(host: string, port: number): Promise<Socket>;
};

const PATIENCE_MS = 5_000;
const MOST_BYTES = 64 * 1024;
/** What OpenSSL and Node.js say of a certificate that does not fit. */
const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|EPROTO)/;

/**
 * Leads to public addresses only, by https. `toLoopback`: to this machine as well, and there without https; for a demonstration on
 * this machine alone, whose receivers are programs beside it. `patienceMs`: how long a request may take in all.
 */
export function outside({ toLoopback, patienceMs = PATIENCE_MS }: { toLoopback: boolean; patienceMs?: number }): Outside {
  const mayReach: MayReach = (address) => isPublicAddress(address) || (toLoopback && isLoopback(address));
  return {
    post: (url, request) => withinTime(patienceMs, (signal) => post(url, request, { mayReach, toLoopback, signal })),
    connect: (host, port) => withinTime(patienceMs, (signal) => open(host, port, { mayReach, signal })),
  };
}

async function withinTime<Value>(patienceMs: number, run: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const { signal, over } = deadline(patienceMs);
  try {
    return await run(signal);
  } catch (error) {
    throw signal.aborted ? new OutsideError("timeout") : asTrouble(error);
  } finally {
    over();
  }
}

type Limits = { mayReach: MayReach; signal: AbortSignal };

async function post(url: URL, { headers, body }: OutsidePost, { mayReach, toLoopback, signal }: Limits & { toLoopback: boolean }) {
  refuseWrittenAddress(url.hostname, mayReach);
  const isPlain = url.protocol === "http:" && toLoopback;
  if (url.protocol !== "https:" && !isPlain) throw new OutsideError("not_https");
  // Without https, nowhere but to this machine, whatever its name resolves to.
  const lookup = guardedLookup(isPlain ? isLoopback : mayReach);
  if (isPlain) refuseWrittenAddress(url.hostname, isLoopback);
  const bytes = Buffer.from(body);
  return new Promise<OutsideAnswer>((resolve, reject) => {
    const request = (isPlain ? http : https).request(url, {
      ...{ method: "POST", agent: false, lookup, signal },
      headers: { ...headers, "content-length": bytes.length },
    });
    request.on("error", reject);
    request.on("response", (response) => readAnswer(response).then(resolve, reject));
    request.end(bytes);
  });
}

async function readAnswer(response: http.IncomingMessage): Promise<OutsideAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // Leaving the loop destroys the response.
    if (length > MOST_BYTES) throw new OutsideError("too_long");
    chunks.push(chunk);
  }
  const retryAfterS = /^\d{1,5}$/.test(response.headers["retry-after"] ?? "") ? Number(response.headers["retry-after"]) : null;
  return { status: response.statusCode ?? 0, retryAfterS, body: Buffer.concat(chunks).toString("utf8") };
}

function open(host: string, port: number, { mayReach, signal }: Limits): Promise<Socket> {
  refuseWrittenAddress(host, mayReach);
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, lookup: guardedLookup(mayReach) });
    const giveUp = () => socket.destroy(new OutsideError("timeout"));
    signal.addEventListener("abort", giveUp, { once: true });
    // For good: between its opening and its first use nobody else listens, and an error that nobody hears ends the process.
    socket.on("error", reject);
    socket.once("connect", () => {
      signal.removeEventListener("abort", giveUp);
      resolve(socket);
    });
  });
}

function asTrouble(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  if (error instanceof NotPublicError) return new OutsideError("not_public");
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return new OutsideError(TLS_CODES.test(code) ? "tls" : "unreachable");
}
