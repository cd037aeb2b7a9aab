// A road to PostgreSQL on which the n-th round of a client is met: before it is sent, while the server works at it, or after it was done.
import { once } from "node:events";
import net from "node:net";
import { ClientRounds, ServerRounds } from "./client-rounds";

export type Moment = "before" | "during" | "after";
/** Rounds are counted from 0, after the greeting and over all connections. */
export type Spot = { round: number; moment: Moment };

export type CountingRoad = {
  port: number;
  /** Those that were sent on. */
  rounds: () => number;
  stop: () => Promise<void>;
};

/** `spot`: where `fall` is called, once, and nothing passes any more on that connection; null for nowhere. */
type RoadOptions = { target: () => number | null; spot: Spot | null; fall: () => void };

export async function openCountingRoad({ target, spot, fall }: RoadOptions): Promise<CountingRoad> {
  let sent = 0;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const port = target();
    if (port === null) return void client.resetAndDestroy();
    const database = net.connect({ host: "127.0.0.1", port, noDelay: true });
    const [said, answered] = [new ClientRounds(), new ServerRounds()];
    const waiting: number[] = [];
    let isOver = false;
    const end = () => {
      isOver = true;
      fall();
      for (const socket of [client, database]) socket.destroy();
    };
    const isThere = (round: number, moment: Moment) => spot?.round === round && spot.moment === moment;
    client.on("data", (chunk) => {
      for (const { bytes, isAnswered } of said.read(chunk)) {
        if (isOver) return;
        if (!isAnswered) {
          database.write(bytes);
          continue;
        }
        const round = sent;
        if (isThere(round, "before")) return end();
        sent++;
        waiting.push(round);
        // On its way before the connection ends.
        database.write(bytes, () => isThere(round, "during") && end());
      }
    });
    database.on("data", (chunk) => {
      for (const { status } of answered.read(chunk)) {
        said.ready(status);
        const round = isGreeting(waiting) ? null : waiting.shift();
        if (round !== null && round !== undefined && isThere(round, "after")) return end();
      }
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as net.AddressInfo).port,
    rounds: () => sent,
    stop: async () => {
      server.close();
      for (const socket of open) socket.destroy();
      await once(server, "close");
    },
  };
}

/** The server is ready for the first time before it was asked anything. */
function isGreeting(waiting: readonly number[]): boolean {
  return waiting.length === 0;
}
