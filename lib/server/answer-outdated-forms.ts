import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";

/** What an action accepts (next.config.js), in bytes; of a longer form nothing is kept. */
const LONGEST_BODY = 64 * 1024;
/** With this header Next says that it has no such action. */
const NOT_FOUND = "x-nextjs-action-not-found";

/** The page that is shown instead: to whoever sent `form`, or a form that cannot be read (null), to `path`. */
export type OutdatedPage = (path: string, form: FormData | null) => string;

/**
 * Answers a form that was sent without JavaScript from a page of another build. Next answers it with a line of English and 409; the
 * status stays, the body becomes `page`. A form with JavaScript is left alone: its own script knows what to do.
 */
export function answerOutdatedForms(page: OutdatedPage): void {
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    if (isPlainForm(request)) answerWith(page, request, response);
  });
}

/** Exported for its test. */
export function answerWith(page: OutdatedPage, request: IncomingMessage, response: ServerResponse): void {
  const body = keepBody(request);
  const path = request.url ?? "/";
  const { writeHead, write, end } = response;
  const isOutdated = () => response.statusCode === 409 && response.getHeader(NOT_FOUND) === "1" && !response.headersSent;
  const answer = async () => {
    const html = page(path, await readForm(request, body()));
    for (const name of ["Content-Length", "ETag", "Content-Encoding", NOT_FOUND]) response.removeHeader(name);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    Object.assign(response, { writeHead, write, end });
    response.end(html);
  };
  // Whoever compresses answers sends the head before it hands the body on.
  response.writeHead = ((...args: Parameters<typeof writeHead>) =>
    isOutdated() ? response : writeHead.apply(response, args)) as typeof writeHead;
  response.write = ((...args: Parameters<typeof write>) => isOutdated() || write.apply(response, args)) as typeof write;
  response.end = ((...args: Parameters<typeof end>) => {
    if (!isOutdated()) return end.apply(response, args);
    answer().catch(() => response.destroy());
    return response;
  }) as typeof end;
}

function isPlainForm({ method, headers }: IncomingMessage): boolean {
  const type = headers["content-type"] ?? "";
  return method === "POST" && headers["next-action"] === undefined && type.startsWith("multipart/form-data");
}

/** What Next reads of the body is kept beside it; null when that is too much. */
function keepBody(request: IncomingMessage): () => Buffer | null {
  const push = request.push;
  let chunks: Buffer[] = [];
  let size = 0;
  request.push = (chunk, encoding) => {
    if (Buffer.isBuffer(chunk)) {
      size += chunk.length;
      if (size <= LONGEST_BODY) chunks.push(chunk);
      else chunks = [];
    }
    return push.call(request, chunk, encoding);
  };
  return () => (size <= LONGEST_BODY ? Buffer.concat(chunks) : null);
}

async function readForm({ headers }: IncomingMessage, body: Buffer | null): Promise<FormData | null> {
  if (!body) return null;
  try {
    return await new Response(new Uint8Array(body), { headers: { "Content-Type": headers["content-type"] ?? "" } }).formData();
  } catch {
    return null; // cut off, or no form at all
  }
}
