import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { createCircuit } from "@/lib/server/circuit-breaker";
import { openDb } from "@/lib/server/db";
import { fakeGateway } from "@/test/fake-gateway";
import { rounds } from "@/test/rounds";
import { silentProxy } from "@/test/silent-proxy";
import { openTestShop } from "@/test/test-shop";
import { noteWord } from "../contracts/note-word";
import { guardGateway } from "../gateway/guard-gateway";
import { isLive, isReady, type Running, readHealth } from "./health";
import { contractFigure, watchContracts } from "./watch-contracts";
import { startWorker } from "./worker";

/** How long one statement may take. */
const TIMEOUT_MS = 2_000;

/** A shop that runs, with a cable to its database that can be pulled. */
async function aRunningShop() {
  const cable = await silentProxy(inject("databaseUrl"));
  const { port } = new URL(cable.connectionString);
  const through = (connectionString: string) => Object.assign(new URL(connectionString), { port }).href;
  const bare = fakeGateway();
  const makeGateway = (now: () => Date) => guardGateway(bare, createCircuit({ now, random: () => 1 }));
  const shop = await openTestShop(makeGateway, {}, { through, timeoutMs: TIMEOUT_MS });
  const connections = openDb(shop.pool.options.connectionString ?? "", { poolSize: 2, timeoutMs: TIMEOUT_MS });
  const { pause, until } = rounds();
  const worker = startWorker(shop, { pause });
  onTestFinished(async () => {
    await worker.stop();
    await connections.db.$disconnect();
    await connections.pool.end();
  });
  const running: Running = { shop, noticeShop: { ...shop, ...connections }, worker };
  await until(() => worker.health().isWell);
  return { cable, bare, shop, running, until };
}

describe("whoever watches the shop", () => {
  test("learns that it is well, how the gateway does and what the clock says", async () => {
    const { shop, running, until } = await aRunningShop();
    await until(() => shop.clocks.skew() !== null && contractFigure() !== null);
    expect(await readHealth(running)).toEqual({
      contract: { refused: 0, payments: "open", since: null },
      ...{ ok: true, database: true, worker: true, silent: [], invariants: null, backup: null, demo: true },
      gateway: { state: "closed", since: shop.now() },
      clock: { skewMs: expect.any(Number) },
    });
    expect([isLive(running), await isReady(running)]).toEqual([true, true]);
  });

  test("sees that the gateway does not answer, and that nothing here is at fault", async () => {
    const { bare, shop, running } = await aRunningShop();
    bare.answers.query = { kind: "unknown", detail: "503" };
    shop.advance(1_000);
    const since = shop.now();
    for (let i = 0; i < 5; i++) await shop.gateway.queryTrade("1");
    expect(await readHealth(running)).toMatchObject({ ok: true, gateway: { state: "open", since } });
    expect([isLive(running), await isReady(running)]).toEqual([true, true]);
  });

  test("sees that the gateway refuses the contract, which no restart mends and makes nothing red", async () => {
    const { shop, running } = await aRunningShop();
    const refusal = { door: "openapi", kind: "refused", code: "isv.invalid-app-id", evidence: "" } as const;
    const since = shop.now();
    for (let count = 0; count < 3; count++) await noteWord(shop, shop.gateway, refusal);
    await watchContracts(shop);
    expect(await readHealth(running)).toMatchObject({ ok: true, contract: { refused: 1, payments: "closed", since } });
    expect([isLive(running), await isReady(running)]).toEqual([true, true]);
  });

  test("learns that the database is gone before a page would, while this process need not be started anew", async () => {
    const { cable, running } = await aRunningShop();
    cable.silence();
    let isPageWaiting = true;
    const page = running.shop.db.order.count().finally(() => {
      isPageWaiting = false;
    });
    expect(await readHealth(running)).toMatchObject({ ok: false, database: false });
    expect(isPageWaiting).toBe(true);
    await expect(page).rejects.toThrow();
    expect([isLive(running), await isReady(running)]).toEqual([true, false]);
    cable.mend();
  });

  test("learns that notices find no connection although pages do", async () => {
    const { running } = await aRunningShop();
    const { pool } = running.noticeShop;
    const clients = await Promise.all([pool.connect(), pool.connect()]);
    expect(await readHealth(running)).toMatchObject({ ok: false, database: false, worker: true });
    for (const client of clients) client.release();
    expect(await readHealth(running)).toMatchObject({ ok: true });
  });

  test("costs the notices one connection, however many ask at once", async () => {
    const { running } = await aRunningShop();
    let asked = 0;
    running.noticeShop.pool.on("acquire", () => asked++);
    const all = await Promise.all(Array.from({ length: 200 }, () => readHealth(running)));
    expect(new Set(all.map(({ ok }) => ok))).toEqual(new Set([true]));
    expect(asked).toBe(1);
  });

  test("sends no visitors to a server that is about to stop", async () => {
    const { shop, running } = await aRunningShop();
    await shop.signals.close();
    expect([isLive(running), await isReady(running)]).toEqual([true, false]);
  });

  test("sends no visitors to a server of which the engine says that it will be stopped, and serves those who come", async () => {
    const { shop, running } = await aRunningShop();
    vi.stubGlobal("xiaopuLeaves", true);
    expect([await isReady(running), shop.signals.ended.aborted]).toEqual([false, false]);
    vi.unstubAllGlobals();
    expect(await isReady(running)).toBe(true);
  });

  test("sees a process whose worker never started as one to be started anew", async () => {
    const { running } = await aRunningShop();
    expect(isLive({ ...running, worker: null })).toBe(false);
    expect(await readHealth({ ...running, worker: null })).toMatchObject({ ok: false, worker: false });
  });
});
