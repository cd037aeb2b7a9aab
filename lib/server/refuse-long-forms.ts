import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { MAX_ACTION_BYTES } from "./check-action-body";
import { logLimit } from "./log-limit";

/** Who sends such forms without a pause has one of it. In ms. */
const LATE_MS = 1_000;

/** A form that announces no length is cut off here. Browsers announce it; up to here the page that reads it says that it is too long. */
const CUT_BYTES = 4 * MAX_ACTION_BYTES;

export type LongForms = {
  /** Whether what stands at this path reads its requests' bodies itself, and bounds them. */
  readsBodiesItself: (pathname: string) => boolean;
  /** What a browser shows. */
  tooLong: string;
};

/**
 * Answers a form that is announced as longer than any of the shop's, before anything of it is read: Next would read megabytes, twice, only
 * to have them refused. The answer comes late and ends the connection. One that announces no length is cut off in the middle.
 * @returns whether the request was such a form
 */
export function refuseLongForm(request: IncomingMessage, response: ServerResponse, { readsBodiesItself, tooLong }: LongForms): boolean {
  const { "content-length": length, "transfer-encoding": coding, "next-action": action } = request.headers;
  const [pathname = "/"] = (request.url ?? "/").split("?", 1);
  if (readsBodiesItself(pathname)) return false;
  if (coding !== undefined) cutOff(request);
  if (!(Number(length) > MAX_ACTION_BYTES)) return false;
  logLimit("too long forms");
  const timer = setTimeout(() => {
    response.writeHead(413, {
      // Next hands a sentence on to a form's own script only under exactly this type; elsewhere the browser must know the letters.
      "Content-Type": action === undefined ? "text/plain; charset=utf-8" : "text/plain",
      "Content-Length": Buffer.byteLength(tooLong),
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store",
      Connection: "close",
    });
    response.end(tooLong);
  }, LATE_MS);
  response.once("close", () => clearTimeout(timer));
  return true;
}

function cutOff(request: IncomingMessage): void {
  const { push, socket } = request;
  let size = 0;
  request.push = (chunk, encoding) => {
    size += Buffer.isBuffer(chunk) ? chunk.length : 0;
    if (size <= CUT_BYTES) return push.call(request, chunk, encoding);
    logLimit("too long forms");
    socket.destroy();
    return false;
  };
}
