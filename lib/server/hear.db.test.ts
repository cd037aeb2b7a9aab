import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { freshDatabase } from "@/test/database";
import { silentProxy } from "@/test/silent-proxy";
import { wayThrough } from "@/test/way-through";
import { hear } from "./hear";

const QUICK = { reconnectMs: 10, sureMs: 100, patienceMs: 200, silenceMs: 300 };

/** A channel, who tells on it, and who hears. */
async function openChannel() {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const teller = new pg.Client({ connectionString: database.connectionString });
  await teller.connect();
  const cable = await silentProxy(database.connectionString);
  const heard: (string | null)[] = [];
  const hearing = hear(cable.connectionString, "news", (payload) => heard.push(payload), QUICK);
  onTestFinished(async () => {
    await hearing.close();
    await teller.end();
  });
  return { hearing, heard, cable, tell: (payload: string) => teller.query("SELECT pg_notify('news', $1)", [payload]) };
}

test("who is sure has heard all that was committed before", async () => {
  const { hearing, heard, tell } = await openChannel();
  await expect.poll(() => hearing.makeSure()).toBe(true);
  expect(heard).toEqual([null]);
  for (let n = 0; n < 50; n++) {
    await tell(`${n}`);
    await pause(QUICK.sureMs); // a proof from before is of no use any more
    expect(await hearing.makeSure()).toBe(true);
    expect(heard.at(-1)).toBe(`${n}`);
  }
});

test("a connection that dies without a word is sure for no longer than its last proof, and a new one says that something may be missed", async () => {
  const { hearing, heard, cable, tell } = await openChannel();
  await expect.poll(() => hearing.makeSure()).toBe(true);
  cable.silence();
  await tell("missed");
  await expect.poll(() => hearing.isSure()).toBe(false);
  expect(await hearing.makeSure()).toBe(false);
  cable.mend();
  await expect.poll(() => hearing.makeSure(), { timeout: 5000 }).toBe(true);
  expect(heard).toEqual([null, null]);
  await tell("heard");
  await expect.poll(() => heard.at(-1)).toBe("heard");
});

/** A way on which a connection can be handed on to another session of the server, in silence, as by a pooler after a failover. */
async function changingWay(connectionString: string) {
  const handOn: (() => Promise<void>)[] = [];
  const way = await wayThrough(connectionString, (near, open) => {
    let far = open();
    const join = () => {
      far.removeAllListeners("data").on("data", (chunk) => near.write(chunk));
      const mine = far;
      near.on("close", () => mine.destroy());
    };
    near.on("data", (chunk) => far.write(chunk));
    join();
    handOn.push(async () => {
      const other = new pg.Client({ connectionString });
      other.on("error", () => {}); // the connection is taken away from it
      await other.connect();
      far.removeAllListeners("data").resume();
      far = (other as unknown as { connection: { stream: Socket } }).connection.stream;
      join();
    });
  });
  return { ...way, handOn: async () => void (await Promise.all(handOn.map((one) => one()))) };
}

test("whoever hears on a connection that answers but no longer listens is not sure, and listens anew", async () => {
  const database = await freshDatabase();
  onTestFinished(() => database.drop());
  const way = await changingWay(database.connectionString);
  const heard: (string | null)[] = [];
  const hearing = hear(way.connectionString, "news", (payload) => heard.push(payload), QUICK);
  onTestFinished(() => hearing.close());
  await expect.poll(() => hearing.makeSure()).toBe(true);
  await way.handOn();
  await pause(QUICK.sureMs); // a proof from before is of no use any more
  expect(await hearing.makeSure()).toBe(false);
  await expect.poll(() => hearing.makeSure(), { timeout: 5000 }).toBe(true);
  expect(heard).toEqual([null, null]);
});

test("while many look nobody asks more than one question at a time", async () => {
  const { hearing, cable } = await openChannel();
  await expect.poll(() => hearing.makeSure()).toBe(true);
  expect(await Promise.all(Array.from({ length: 1000 }, () => hearing.makeSure()))).not.toContain(false);
  expect(cable.counts().opened).toBe(1);
});
