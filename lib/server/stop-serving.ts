import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";

/**
 * From now on, closes each connection after its answer. A server that is being closed takes no new connections, but would
 * otherwise wait for those that phones keep open for their next request, until they time out (Node's own
 * http.server.response.finish channel).
 */
export function stopServing(): void {
  subscribe("http.server.response.finish", (message) => {
    const { server } = message as { server: Server };
    setImmediate(() => server.closeIdleConnections());
  });
}
