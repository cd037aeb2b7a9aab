import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";

/**
 * From now on a connection ends with the answer that it waits for. A server that is being closed takes no new connections,
 * but would wait for those that phones keep open for the next request, until their time is up (Node's own
 * http.server.response.finish channel).
 */
export function stopServing(): void {
  subscribe("http.server.response.finish", (message) => {
    const { server } = message as { server: Server };
    setImmediate(() => server.closeIdleConnections());
  });
}
