import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";

/** How long the rest of a request is read and thrown away after its answer, in ms, so that the sender can read that answer. */
const LINGER_MS = 2_000;

/**
 * An answer that is given before its request has been read to the end closes the connection. Kept open, what is still on its
 * way would be read as the next request: a proxy's shared connection would stand still for all of its visitors.
 */
export function closeUnread(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request; // later it may be gone from the request, whose body Next replaces
  const writeHead = response.writeHead;
  response.writeHead = function (this: ServerResponse, ...args: Parameters<typeof writeHead>) {
    if (!isRead(request)) this.shouldKeepAlive = false;
    return writeHead.apply(this, args);
  } as typeof writeHead;
  response.once("finish", () => {
    if (isRead(request)) return;
    request.resume();
    const timer = setTimeout(() => socket.destroy(), LINGER_MS).unref();
    request.once("close", () => clearTimeout(timer));
  });
}

/** Node says so of a request without a body only after it has handed it on, when its answer may be given already. */
function isRead({ complete, headers }: IncomingMessage): boolean {
  return complete || (headers["transfer-encoding"] === undefined && !Number(headers["content-length"]));
}
