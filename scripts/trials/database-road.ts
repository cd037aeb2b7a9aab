// The road from one server to PostgreSQL: it can be dropped, and whoever is on it can be killed before or after a commit.
import { once } from "node:events";
import net from "node:net";
import { ClientRounds, type Round, ServerRounds } from "./client-rounds";
import type { Deed } from "./deeds";
import type { Watch } from "./points";

export type DatabaseRoad = {
  port: number;
  /** How many statements and transactions the server waits for now. */
  underWay: () => number;
  /** Ends every connection, as a switch that is restarted does. */
  drop: () => void;
  stop: () => Promise<void>;
};

/** `target`: where PostgreSQL listens now, which changes when it is started anew; null while it is away. `kill` must end the server at once. */
type RoadOptions = { instance: number; target: () => number | null; watch: Watch; kill: () => void };

export async function openDatabaseRoad(options: RoadOptions): Promise<DatabaseRoad> {
  const open = new Map<net.Socket, () => number>();
  const server = net.createServer((client) => {
    open.set(client, lead(client, options));
    client.on("close", () => open.delete(client));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const drop = () => {
    for (const socket of open.keys()) socket.destroy();
  };
  return {
    port: (server.address() as net.AddressInfo).port,
    underWay: () => [...open.values()].reduce((sum, waits) => sum + waits(), 0),
    drop,
    stop: async () => {
      server.close();
      drop();
      await once(server, "close");
    },
  };
}

/** Returns what says how many answers this connection waits for. */
function lead(client: net.Socket, { instance, target, watch, kill }: RoadOptions): () => number {
  const port = target();
  if (port === null) {
    client.resetAndDestroy();
    return () => 0;
  }
  const database = net.connect({ host: "127.0.0.1", port, noDelay: true });
  client.setNoDelay(true);
  const [said, answered] = [new ClientRounds(), new ServerRounds()];
  const waiting: (Deed | null)[] = [];
  let isDead = false;
  const die = () => {
    isDead = true;
    kill();
    client.destroy();
    database.destroy();
  };
  const send = ({ bytes, isAnswered, commits }: Round) => {
    if (commits && watch.passes(`before commit: ${commits}`, instance) === "kill") return die();
    if (isAnswered) waiting.push(commits);
    database.write(bytes);
  };
  client.on("data", (chunk) => {
    for (const round of said.read(chunk)) if (!isDead) send(round);
  });
  database.on("data", (chunk) => {
    for (const { status, failed } of answered.read(chunk)) {
      said.ready(status);
      // The first one greets; nothing was asked before it.
      const commits = waiting.shift();
      if (commits && !failed && status === "I" && watch.passes(`after commit: ${commits}`, instance) === "kill") return die();
    }
    client.write(chunk);
  });
  for (const [one, other] of [
    [client, database],
    [database, client],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
  return () => waiting.length;
}
