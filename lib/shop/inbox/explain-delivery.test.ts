import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { OPENAPI_NOTICE, paidRecord } from "@/lib/alipay/fixtures/app-contract";
import { newPatient, pemOf } from "@/lib/alipay/fixtures/doctor-settings";
import { buildNotification } from "@/lib/alipay/openapi/notification";
import { askWorker } from "@/lib/server/ask-worker";
import { log } from "@/lib/server/log";
import type { ContractTexts, ShopConfig } from "../shop";
import { explainBody, type Question } from "./explain-body";
import { explainDelivery } from "./explain-delivery";

const { app, settings } = newPatient();
const body = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);
const spoilt = { ...settings.openapi, alipayPublicKey: pemOf(app.contract.appPublicKey) };
const token: ContractTexts = { protocol: "wap-token", settings: { wap: settings.wap, openapi: {} } };
const of = (openapi: ContractTexts["settings"]["openapi"]): ContractTexts => ({ protocol: "openapi", settings: { wap: {}, openapi } });
const explained = (doctor: ContractTexts[], protocol = "openapi") => explainBody({ doctor, body, protocol });

test("a delivery is explained with the keys of its own protocol, whichever contract is the current one", () => {
  expect(explained([token, of(settings.openapi)])).toEqual([]);
  expect(explained([of(settings.openapi), token])).toEqual([]);
  expect(explained([token, of(spoilt)])).toMatchObject([{ about: "ALIPAY_PREVIOUS_PUBLIC_KEY" }]);
  expect(explained([of(spoilt), token])).toMatchObject([{ about: "ALIPAY_PUBLIC_KEY" }]);
});

test("where two contracts have its protocol, one that takes it is enough", () => {
  expect(explained([of(spoilt), of(settings.openapi)])).toEqual([]);
  expect(explained([of(spoilt), of(spoilt)])).toMatchObject([{ about: "ALIPAY_PUBLIC_KEY" }]);
});

test("where no contract has its protocol, that is what is said", () => {
  expect(explained([token])[0]?.about).toContain("ALIPAY_PUBLIC_KEY");
  expect(explained([])).toEqual([]);
});

/** The owner's shop, as far as the doctor asks it. */
const shop = (explainDeadlineMs: number) => ({
  doctor: [of(spoilt)],
  config: { explainDeadlineMs } as ShopConfig,
  log: log.child({}, { level: "silent" }),
});

/** The thread's own file, with a loader of TypeScript in place of the bundler. */
const start = (question: Question) =>
  new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(new URL("./explain-worker.ts", import.meta.url))}); })`,
    { eval: true, workerData: question, execArgv: [] },
  );
const explain = (asking: ReturnType<typeof shop>) => explainDelivery(asking, { body, protocol: "openapi" }, start);

test("the owner is told why by a thread of its own, which says what the doctor says", async () => {
  const told = await explain(shop(20_000));
  expect(told).toEqual({ ok: true, why: explained([of(spoilt)]) });
});

test("an owner whose answer takes too long is told so, and the next one is answered all the same", async () => {
  expect(await explain(shop(1))).toEqual({ ok: false, reason: "late" });
  expect(await explain(shop(20_000))).toMatchObject({ ok: true });
});

test("an owner who opens many refused notices at once keeps two threads busy, not all of them", async () => {
  const told = await Promise.all([1, 2, 3, 4].map(() => explain(shop(20_000))));
  expect(told.map((one) => (one.ok ? "told" : one.reason))).toEqual(["told", "told", "busy", "busy"]);
});

test("an owner's page stands where the thread dies, and says that it could not be found out", async () => {
  const dying = () => new Worker("throw new Error('out of memory')", { eval: true });
  expect(await explainDelivery(shop(20_000), { body, protocol: "openapi" }, dying)).toEqual({ ok: false, reason: "broken" });
});

test("a thread that never lets go is ended at the deadline, and nobody else waits meanwhile", async () => {
  const begun = performance.now();
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  const stuck = new Worker("for (;;);", { eval: true });
  const gone = new Promise((resolve) => stuck.once("exit", resolve));
  expect(await askWorker(stuck, 300)).toEqual({ ok: false, reason: "late" });
  await gone;
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(2);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test("a thread that ends without a word is an error, not a wait", async () => {
  await expect(askWorker(new Worker("process.exit(3)", { eval: true }), 20_000)).rejects.toThrow("ended with 3");
  await expect(askWorker(new Worker("throw new Error('broken')", { eval: true }), 20_000)).rejects.toThrow("broken");
});
