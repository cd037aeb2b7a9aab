import { once } from "node:events";
import net from "node:net";
import { onTestFinished } from "vitest";

/** A way to a server that can go silent, as a cable does that somebody pulls out: nothing passes, and nothing is closed. */
export type SilentProxy = {
  connectionString: string;
  /** From now on nothing passes, on the connections that are open and on those that are opened. */
  silence(): void;
  /** What is opened from now on passes; what was open stays silent for ever. */
  mend(): void;
  /** How many connections were opened so far, and how many of these are open still. */
  counts(): { opened: number; open: number };
};

/** Stands before the server that a connection string names, with real sockets on the loopback. */
export async function silentProxy(connectionString: string): Promise<SilentProxy> {
  const url = new URL(connectionString);
  const [host, port] = [url.hostname, Number(url.port)];
  const passing = new Set<() => void>();
  const sockets = new Set<net.Socket>();
  let isSilent = false;
  let opened = 0;

  const server = net.createServer((near) => {
    opened += 1;
    sockets.add(near);
    near.on("close", () => sockets.delete(near)).on("error", () => {});
    if (isSilent) {
      near.resume();
      return;
    }
    const far = net.connect({ host, port });
    far.on("error", () => {});
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => near.write(chunk));
    const endBoth = () => {
      near.destroy();
      far.destroy();
    };
    near.on("close", endBoth);
    far.on("close", endBoth);
    passing.add(() => {
      // Whatever either side still says goes nowhere, and the far side's end is not passed on.
      near.removeAllListeners("data").resume();
      far.removeAllListeners("data").removeListener("close", endBoth).resume();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });

  url.port = String((server.address() as net.AddressInfo).port);
  return {
    connectionString: url.href,
    silence() {
      isSilent = true;
      for (const cut of passing) cut();
      passing.clear();
    },
    mend() {
      isSilent = false;
    },
    counts: () => ({ opened, open: sockets.size }),
  };
}
