import { once } from "node:events";
import net from "node:net";
import { onTestFinished } from "vitest";

/** The way from one end to the other: `near` came in, `open` goes on to the server. */
type Come = (near: net.Socket, open: () => net.Socket) => void;

/** Stands before the server that a connection string names, with real sockets on the loopback; answers with the string that leads through. */
export async function wayThrough(connectionString: string, come: Come): Promise<{ connectionString: string; sockets: Set<net.Socket> }> {
  const url = new URL(connectionString);
  const [host, port] = [url.hostname, Number(url.port)];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    sockets.add(near);
    near.on("close", () => sockets.delete(near)).on("error", () => {});
    come(near, () => net.connect({ host, port }).on("error", () => {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  url.port = String((server.address() as net.AddressInfo).port);
  return { connectionString: url.href, sockets };
}
