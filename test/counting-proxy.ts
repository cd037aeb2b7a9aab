import { once } from "node:events";
import net from "node:net";
import { onTestFinished } from "vitest";

/** A way to a server that counts how often somebody asks and is answered, whatever they speak. */
export type CountingProxy = {
  connectionString: string;
  /** Round trips so far, of all connections: a question, however long, that follows an answer or is the first. */
  trips(): number;
};

/** Stands before the server that a connection string names, with real sockets on the loopback. */
export async function countingProxy(connectionString: string): Promise<CountingProxy> {
  const url = new URL(connectionString);
  const [host, port] = [url.hostname, Number(url.port)];
  const sockets = new Set<net.Socket>();
  let trips = 0;

  const server = net.createServer((near) => {
    const far = net.connect({ host, port });
    let wasAnswered = true;
    near.on("data", (chunk) => {
      if (wasAnswered) trips += 1;
      wasAnswered = false;
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      wasAnswered = true;
      near.write(chunk);
    });
    for (const socket of [near, far]) {
      sockets.add(socket.setNoDelay(true));
      socket.on("error", () => {}).on("close", () => [near, far].map((end) => end.destroy()));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });

  url.port = String((server.address() as net.AddressInfo).port);
  return { connectionString: url.href, trips: () => trips };
}
