import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { openDb } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { inTransaction } from "@/lib/server/transaction";
import { freshDatabase } from "@/test/database";
import { openDatabaseRoad } from "./database-road";
import { openFrontRoad, openGatewayRoad } from "./http-road";
import { makeTraps, type Point } from "./points";

/** A server on the road to a database of its own, which "dies" when its connections are cut. */
async function onTheRoad() {
  const database = await freshDatabase();
  const traps = makeTraps();
  let deaths = 0;
  const target = Number(new URL(database.connectionString).port);
  const road = await openDatabaseRoad({ instance: 1, target: () => target, watch: traps, kill: () => deaths++ });
  const through = new URL(database.connectionString);
  through.port = String(road.port);
  const { db, pool } = openDb(through.href);
  const undisturbed = new pg.Client({ connectionString: database.connectionString });
  await undisturbed.connect();
  onTestFinished(async () => {
    await db.$disconnect();
    await pool.end().catch(() => {});
    await undisturbed.end();
    await road.stop();
    await database.drop();
  });
  const kept = async () => (await undisturbed.query("SELECT key FROM settings ORDER BY key")).rows.map(({ key }) => key);
  return { traps, db, pool, road, kept, deaths: () => deaths };
}

const insert = (title: string) => Prisma.sql`INSERT INTO settings (key, value) VALUES (${title}, ${title})`;

/** The three ways in which the shop commits. */
const WAYS: [string, (to: { db: ReturnType<typeof openDb>["db"]; pool: pg.Pool }, title: string) => Promise<unknown>][] = [
  ["one statement", ({ pool }, title) => pool.query("INSERT INTO settings (key, value) VALUES ($1, $1)", [title])],
  ["a transaction of Prisma's", ({ db }, title) => db.$transaction(async (tx) => tx.$executeRaw(insert(title)))],
  ["a transaction in one trip", ({ pool }, title) => inTransaction(pool, (trips) => trips.commit(Prisma.sql`SELECT 1`, insert(title)))],
];

test.each(WAYS)("a server that is killed before %s commits has done nothing, and after it all, without knowing", async (_, write) => {
  const { traps, kept, deaths, ...to } = await onTheRoad();
  await write(to, "undisturbed");
  void traps.set("before commit: something else");
  await expect(write(to, "before")).rejects.toThrow();
  expect(deaths()).toBe(1);
  expect(await kept()).toEqual(["undisturbed"]);
  void traps.set("after commit: something else");
  await expect(write(to, "after")).rejects.toThrow();
  expect(deaths()).toBe(2);
  expect(await kept()).toEqual(["after", "undisturbed"]);
  await write(to, "later");
  expect(await kept()).toHaveLength(3);
});

test("whoever only reads passes no point, and a dropped road is open again for the next", async () => {
  const { traps, pool, road } = await onTheRoad();
  await pool.query("SELECT 1 FROM orders");
  expect([...traps.seen.keys()]).toEqual([]);
  road.drop();
  await expect
    .poll(() =>
      pool.query("SELECT 1").then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
});

async function listening(answer: string) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    request.resume().on("end", () => response.end(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, asked: () => asked };
}

test.each<[Point, number]>([
  ["before call: alipay.trade.refund", 0],
  ["after call: alipay.trade.refund", 1],
])("a server that is killed %s has asked Alipay %i times", async (point, times) => {
  const gateway = await listening("done");
  const traps = makeTraps();
  let deaths = 0;
  const road = await openGatewayRoad({ instance: 0, port: () => gateway.port, watch: traps, kill: () => deaths++ });
  onTestFinished(() => road.stop());
  const ask = () => fetch(`http://127.0.0.1:${road.port}/gateway.do`, { method: "POST", body: "method=alipay.trade.refund&app_id=1" });
  void traps.set(point);
  await expect(ask()).rejects.toThrow();
  expect([deaths, gateway.asked()]).toEqual([1, times]);
  expect(await (await ask()).text()).toBe("done");
});

test("Alipay does not hear the success of a server that is killed on its way, and asks the other one next", async () => {
  const [one, other] = [await listening("success"), await listening("success")];
  const traps = makeTraps();
  const dead: number[] = [];
  const road = await openFrontRoad({ ports: [one.port, other.port], watch: traps, kill: (instance) => dead.push(instance) });
  onTestFinished(() => road.stop());
  const tell = () => fetch(`http://127.0.0.1:${road.port}/api/alipay/notify`, { method: "POST", body: "a=1" });
  void traps.set("answer: success to Alipay");
  await expect(tell()).rejects.toThrow();
  expect([dead, one.asked(), other.asked()]).toEqual([[0], 1, 0]);
  expect(await (await tell()).text()).toBe("success");
  expect(other.asked()).toBe(1);
});

test("where nobody listens the next server is asked; where none does, the buyer is told to come back", async () => {
  const alive = await listening("hello");
  const gone = 1; // a port that only root's old services had
  const road = await openFrontRoad({ ports: [gone, alive.port], watch: makeTraps(), kill: () => {} });
  const empty = await openFrontRoad({ ports: [gone], watch: makeTraps(), kill: () => {} });
  onTestFinished(() => Promise.all([road.stop(), empty.stop()]).then(() => {}));
  expect(await (await fetch(`http://127.0.0.1:${road.port}/`)).text()).toBe("hello");
  expect((await fetch(`http://127.0.0.1:${empty.port}/`)).status).toBe(502);
});

test("who comes while one server is still starting is led to the other, and to the first again when it is ready", async () => {
  const [starting, ready] = [await listening("starting"), await listening("ready")];
  const state = { isReady: false };
  const isReady = (instance: number) => instance === 1 || state.isReady;
  const road = await openFrontRoad({ ports: [starting.port, ready.port], watch: makeTraps(), kill: () => {}, isReady });
  onTestFinished(() => road.stop());
  const ask = async () => (await fetch(`http://127.0.0.1:${road.port}/`)).text();
  expect([await ask(), await ask(), await ask()]).toEqual(["ready", "ready", "ready"]);
  state.isReady = true;
  expect([await ask(), await ask()].sort()).toEqual(["ready", "starting"]);
});

test("the roads know what a server is in the midst of, so that nobody is killed who does nothing", async () => {
  const { pool, road } = await onTheRoad();
  expect(road.underWay()).toBe(0);
  const asked = pool.query("SELECT pg_sleep(0.3)");
  await expect.poll(() => road.underWay(), { interval: 5 }).toBe(1);
  await asked;
  expect(road.underWay()).toBe(0);
  let answer = () => {};
  const slow = createServer((request, response) => {
    answer = () => void response.end("done");
    request.resume();
  });
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  const front = await openFrontRoad({ ports: [1, (slow.address() as AddressInfo).port], watch: makeTraps(), kill: () => {} });
  onTestFinished(async () => {
    await front.stop();
    slow.close();
  });
  const question = fetch(`http://127.0.0.1:${front.port}/`);
  await expect.poll(() => front.underWay(1)).toBe(1);
  expect(front.underWay(0)).toBe(0);
  answer();
  await question;
  await expect.poll(() => front.underWay(1)).toBe(0);
});
