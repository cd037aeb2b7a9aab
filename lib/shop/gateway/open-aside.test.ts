import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { newContract, newRsaPair, paidTrade } from "@/lib/alipay/fixtures/contract";
import { decryptBlocks, encryptBlocks } from "@/lib/alipay/rsa";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { buildNotification, parseNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import { log } from "@/lib/server/log";
import { type OpeningKey, openAside } from "./open-aside";

const quiet = log.child({}, { level: "silent" });
const LIMITS = { waiting: 100, deadlineMs: 20_000 };
const FORM = "application/x-www-form-urlencoded";

/** The thread's own file, with a loader of TypeScript in place of the bundler. */
const start = (key: OpeningKey) =>
  new Worker(
    `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(new URL("./open-worker.ts", import.meta.url))}); })`,
    { eval: true, workerData: key, execArgv: [] },
  );

const { merchant, gateway, config } = newContract("0001");
const noticeOf = (outTradeNo: string) =>
  Buffer.from(
    buildNotification(
      writeNotifyData(paidTrade({ outTradeNo }), { notifyId: `n-${outTradeNo}`, notifyTime: new Date("2026-11-22T06:49:28Z") }),
      gateway,
    ),
  );
const shopWith = (open: ReturnType<typeof openAside>) =>
  createWapGateway({ config, fetch: () => Promise.reject(new Error("no network")), now: () => new Date(), newReqId: () => "1", open });

test("what comes out of the thread is what comes out on the spot: whole texts, and every way to be broken", async () => {
  const open = openAside(LIMITS, quiet, start);
  const short = newRsaPair();
  const long = newRsaPair(2048);
  const sealed = encryptBlocks(Buffer.from("茶＆果 100% +=&".repeat(60)), short.publicKey);
  const asked: [string, typeof short.privateKey][] = [
    [sealed, short.privateKey],
    [encryptBlocks(Buffer.from("令牌".repeat(60)), long.publicKey), long.privateKey],
    [encryptBlocks(Buffer.from(""), short.publicKey), short.privateKey],
    ["", short.privateKey],
    ["no base64", short.privateKey],
    [sealed.slice(0, -4), short.privateKey],
    [encryptBlocks(Buffer.from("x"), long.publicKey), short.privateKey],
    [Buffer.alloc(128, 0xff).toString("base64"), short.privateKey],
    [encryptBlocks(Buffer.from([0xc0, 0x80]), short.publicKey), short.privateKey],
  ];
  const opened = await Promise.all(asked.map(([text, key]) => open(text, key)));
  expect(opened).toEqual(asked.map(([text, key]) => decryptBlocks(text, key)));
  expect(opened.filter((one) => one !== "busy" && one.ok)).toHaveLength(3);
});

test("twenty buyers' notices that come at once are each read as their own", async () => {
  const shop = shopWith(openAside(LIMITS, quiet, start));
  const numbers = Array.from({ length: 20 }, (_, at) => `X20261122A${at}`);
  const read = await Promise.all(numbers.map((no) => shop.parseNotification(noticeOf(no), FORM)));
  expect(read.map((one) => one.ok && one.trade.outTradeNo)).toEqual(numbers);
  const { contract, ...trade } = read[0]?.ok ? read[0].trade : { contract: "" };
  expect(parseNotification(noticeOf("X20261122A0"), FORM, merchant)).toMatchObject({ ok: true, trade });
});

test("a notice during which the thread dies is not looked at, and is read when Alipay sends it again", async () => {
  let threads = 0;
  const dying = () => new Worker("require('node:worker_threads').parentPort.on('message', () => process.exit(9))", { eval: true });
  const shop = shopWith(openAside(LIMITS, quiet, (key) => (threads++ === 0 ? dying() : start(key))));
  expect(await shop.parseNotification(noticeOf("X1"), FORM)).toEqual({ ok: false, reason: "busy" });
  expect(await shop.parseNotification(noticeOf("X1"), FORM)).toMatchObject({ ok: true });
});

test("of a crowd of notices that finds the line full, the ones behind are not looked at, and nobody before them is lost", async () => {
  const shop = shopWith(openAside({ ...LIMITS, waiting: 2 }, quiet, start));
  const read = await Promise.all(["X1", "X2", "X3", "X4", "X5"].map((no) => shop.parseNotification(noticeOf(no), FORM)));
  expect(read.map((one) => (one.ok ? one.trade.outTradeNo : one.reason))).toEqual(["X1", "X2", "X3", "busy", "busy"]);
  expect(await shop.parseNotification(noticeOf("X4"), FORM)).toMatchObject({ ok: true });
});

test("a stranger's notice of hundreds of blocks is refused before any of it is decrypted", async () => {
  let asked = 0;
  const shop = shopWith(async () => {
    asked++;
    return { ok: false };
  });
  const huge = buildNotification("x".repeat(20_000), gateway);
  expect(await shop.parseNotification(Buffer.from(huge), FORM)).toMatchObject({ ok: false, reason: "oversize" });
  expect(asked).toBe(0);
});
