import { once } from "node:events";
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";

export type FrontProxy = { stop: () => Promise<void> };

/** A proxy in front of the shop, with a port of its own and the headers that docs/operations.md gives nginx. */
export async function startFrontProxy({ host, port, shopPort }: { host: string; port: number; shopPort: number }): Promise<FrontProxy> {
  const server = createServer((request, response) => passOn(request, response, { host, port: shopPort }));
  server.listen(port, host);
  await once(server, "listening");
  return {
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function passOn(request: IncomingMessage, response: ServerResponse, shop: { host: string; port: number }): void {
  const nginxHost = (request.headers.host ?? "").replace(/:\d+$/, ""); // $host is the name alone
  const headers = {
    ...request.headers,
    host: nginxHost,
    "x-forwarded-host": nginxHost,
    "x-forwarded-proto": "http",
    "x-forwarded-for": request.socket.remoteAddress ?? "",
  };
  const upstream = forward({ ...shop, method: request.method, path: request.url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => response.destroy());
  response.on("close", () => upstream.destroy());
  request.pipe(upstream);
}
