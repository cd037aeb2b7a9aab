import net from "node:net";
import { codeOf } from "../process/cli-error";

/**
 * Tries to listen on an address of this machine.
 * Returns null when the port is free there, otherwise the system's code (EADDRINUSE, EACCES, EADDRNOTAVAIL …).
 */
export function portTrouble(port: number, host = "0.0.0.0"): Promise<string | null> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(codeOf(error) ?? String(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
