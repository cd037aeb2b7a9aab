import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { logLimit } from "./log-limit";

/** Who sends such forms without a pause has one of it. In ms. */
const LATE_MS = 1_000;

export type LongForms = {
  /** How many bytes the body of a request may have; null: what stands at its address bounds it, and reads it in pieces. */
  mostBytes: (request: Pick<IncomingMessage, "url" | "headers">) => number | null;
  /** What a browser, or a form's own script, shows. */
  tooLong: (request: Pick<IncomingMessage, "headers">) => string;
};

/** Whether a request announces more than `most` bytes; null: it may have any number. */
export function isAnnouncedTooLong({ headers }: Pick<IncomingMessage, "headers">, most: number | null): boolean {
  return most !== null && Number(headers["content-length"]) > most;
}

/**
 * Answers a form that is longer than it may be, of which Next has seen nothing: it would keep megabytes of it, twice, and its own answer
 * would wait for the last byte. The answer comes late and ends the connection.
 */
export function refuseLongForm(request: IncomingMessage, response: ServerResponse, tooLong: string): void {
  logLimit("too long forms");
  const timer = setTimeout(() => {
    response.writeHead(413, {
      // Next hands a sentence on to a form's own script only under exactly this type; elsewhere the browser must know the letters.
      "Content-Type": request.headers["next-action"] === undefined ? "text/plain; charset=utf-8" : "text/plain",
      "Content-Length": Buffer.byteLength(tooLong),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      Connection: "close",
    });
    response.end(tooLong);
  }, LATE_MS);
  response.once("close", () => clearTimeout(timer));
}
