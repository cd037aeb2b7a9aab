import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { OPENAPI_NOTICE, paidRecord } from "@/lib/alipay/fixtures/app-contract";
import { paidTrade } from "@/lib/alipay/fixtures/contract";
import { MD5_KEY, newPatient } from "@/lib/alipay/fixtures/doctor-settings";
import { buildNotification } from "@/lib/alipay/openapi/notification";
import { buildReturn } from "@/lib/alipay/wap/return";
import { log } from "@/lib/server/log";
import type { ContractTexts, ShopConfig } from "../shop";
import { explainPaste, MAX_PASTED_BYTES } from "./explain-paste";
import { explainPastedText, type PastedQuestion } from "./explain-pasted-text";

const { app, settings } = newPatient();
const notice = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);
const current: ContractTexts = { protocol: "openapi", settings: { wap: {}, openapi: settings.openapi } };
const old: ContractTexts = { protocol: "wap-token", settings: { wap: settings.wap, openapi: {} } };
const shop = (explainDeadlineMs = 20_000) => ({
  doctor: [old, current],
  config: { explainDeadlineMs } as ShopConfig,
  log: log.child({}, { level: "silent" }),
});

/** The thread's own file, with a loader of TypeScript in place of the bundler. */
const start = (question: PastedQuestion) =>
  new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(new URL("./explain-paste-worker.ts", import.meta.url))}); })`,
    { eval: true, workerData: question, execArgv: [] },
  );

test("an owner who pastes a message is told what it is, by whichever contract takes it", () => {
  expect(explainPastedText({ doctor: [old, current], text: notice })).toEqual({ kind: "异步通知（当前接口）", isTaken: true, why: [] });
});

test("one that is spoilt is explained by the contract that has its keys, with the variables of the contract that the shop leaves", () => {
  const { isTaken, why } = explainPastedText({ doctor: [old, current], text: `${notice}&s=x` });
  expect(isTaken).toBe(false);
  expect(why).toEqual([{ says: expect.stringContaining("没有参加签名"), change: expect.stringContaining("原始请求体"), about: "s" }]);
  const error = '{"error_response":{"code":"40002","sub_code":"isv.invalid-signature","sub_msg":"无效签名"}}';
  expect(explainPastedText({ doctor: [old, current], text: error }).why[0]?.change).toContain("ALIPAY_PREVIOUS_PRIVATE_KEY");
});

test("of MD5, which does not show who signed, the owner reads which variable to look at first", () => {
  const theirs = buildReturn(paidTrade(), { secId: "MD5", md5Key: MD5_KEY.split("").reverse().join("") });
  const [only, ...more] = explainPastedText({ doctor: [old, current], text: theirs }).why;
  expect(more).toEqual([]);
  expect(only).toEqual({
    says: expect.stringContaining("先怀疑密钥"),
    change: expect.stringContaining("ALIPAY_MD5_KEY"),
    about: "ALIPAY_MD5_KEY",
  });
  expect(explainPastedText({ doctor: [current, old], text: theirs }).why[0]).toMatchObject({ about: "ALIPAY_PREVIOUS_MD5_KEY" });
});

test("the thread says the same, and a deadline ends it", async () => {
  expect(await explainPaste(shop(), notice, start)).toEqual({ ok: true, kind: "异步通知（当前接口）", isTaken: true, why: [] });
  expect(await explainPaste(shop(1), notice, start)).toEqual({ ok: false, reason: "late" });
});

test("nothing, and more than a form may send, is not looked at", async () => {
  const never = () => {
    throw new Error("no thread was wanted");
  };
  expect(await explainPaste(shop(), " \n", never)).toEqual({ ok: false, reason: "nothing" });
  expect(await explainPaste(shop(), "茶".repeat(MAX_PASTED_BYTES / 2), never)).toEqual({ ok: false, reason: "too_long" });
});
