import { wayThrough } from "./way-through";

/** A way to a server that counts how often somebody asks and is answered, whatever they speak. */
export type CountingProxy = {
  connectionString: string;
  /** Round trips so far, of all connections: a question, however long, that follows an answer or is the first. */
  trips(): number;
};

/** Stands before the server that a connection string names. */
export async function countingProxy(connectionString: string): Promise<CountingProxy> {
  let trips = 0;
  const way = await wayThrough(connectionString, (near, open) => {
    const far = open();
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
    for (const socket of [near, far]) socket.setNoDelay(true).on("close", () => [near, far].map((end) => end.destroy()));
  });
  return { connectionString: way.connectionString, trips: () => trips };
}
