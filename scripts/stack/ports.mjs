import net from "node:net";

/**
 * @param {number} port
 * @param {string} [host] the address that will be listened on
 * @returns {Promise<string | null>} null when it is free, otherwise the system's code (EADDRINUSE, EACCES, EADDRNOTAVAIL …)
 */
export function portTrouble(port, host = "0.0.0.0") {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code ?? String(error)));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** @returns {Promise<number>} a port of this machine's loopback that nobody listens on now */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
