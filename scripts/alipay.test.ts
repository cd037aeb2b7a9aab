import { spawn } from "node:child_process";
import { sign as rsaSign } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sortedString, wapNotifyString } from "@/lib/alipay/canonical";
import { NOW, OPENAPI_NOTICE, paidRecord } from "@/lib/alipay/fixtures/app-contract";
import { NOTICE, paidTrade } from "@/lib/alipay/fixtures/contract";
import { MD5_KEY, newPatient, pemOf } from "@/lib/alipay/fixtures/doctor-settings";
import { encodeForm } from "@/lib/alipay/form";
import { encodeGbk } from "@/lib/alipay/gbk";
import { buildNotification } from "@/lib/alipay/openapi/notification";
import { signRequest } from "@/lib/alipay/openapi/request";
import { buildResponse, successFields } from "@/lib/alipay/openapi/response";
import { buildReturn } from "@/lib/alipay/openapi/return";
import { signRsa2 } from "@/lib/alipay/openapi/sign";
import { noticeParams } from "@/lib/alipay/openapi/trade-record";
import { buildNotification as buildWapNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import { buildReturn as buildWapReturn } from "@/lib/alipay/wap/return";
import { seal, signText } from "@/lib/alipay/wap/signing/security";

type Answer = { code: number | null; out: string; err: string };

const { app, wap, settings } = newPatient();
const certified = newPatient("certificate");
const alipayKey = app.contract.alipayPrivateKey;
const notice = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);
const xml = writeNotifyData(paidTrade(), NOTICE);
const withApp = (changes: Record<string, string | undefined>) => ({ ...settings, openapi: { ...settings.openapi, ...changes } });
const pem = pemOf(alipayKeyPublic());
const secrets = [
  MD5_KEY,
  "138****8000",
  "13800138000",
  middleOf(settings.openapi.appPrivateKey),
  middleOf(settings.wap.merchantPrivateKey),
];
/** Starting a program a dozen times takes long where the machine is busy. */
const PATIENCE = { timeout: 120_000 };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "doctor-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function alipayKeyPublic() {
  const { trust } = app.config;
  if (trust.mode !== "key") throw new Error("bare keys were asked for");
  return trust.alipayPublicKey;
}

function middleOf(pemText = ""): string {
  return pemText.split("\n")[3] ?? "";
}

/** Runs the program itself, away from any settings of this machine. */
async function run(args: string[], input: string | Buffer = ""): Promise<Answer> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/alipay.ts", ...args], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, DATA_DIR: path.join(folder, "none") },
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  files += 1;
  const file = path.join(folder, `${files}.txt`);
  await writeFile(file, content);
  return file;
}

const explain = async (message: string | Buffer, given: object = settings) => {
  const config = ["--config", await fileOf(JSON.stringify(given))];
  return files % 4 < 2 ? run(["explain", await fileOf(message), ...config]) : run(["explain", ...config], message);
};

/** A notice's parameters with another string signed. */
function noticeSigning(write: (params: Map<string, string>) => string | Buffer): string {
  const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)).set("sign_type", "RSA2");
  const signed = write(params);
  const bytes = typeof signed === "string" ? Buffer.from(signed) : signed;
  return encodeForm(params.set("sign", rsaSign("RSA-SHA256", bytes, alipayKey).toString("base64")));
}

/** A notice of the token protocol with another string signed. */
function wapNotice(write: (fields: { service: string; v: string; sec_id: string; notify_data: string }, sealed: string) => string): string {
  const fields = { service: "alipay.wap.trade.create.direct", v: "1.0", sec_id: "0001", notify_data: xml };
  const sealed = seal(xml, wap.gateway);
  return encodeForm([...Object.entries({ ...fields, notify_data: sealed }), ["sign", signText(write(fields, sealed), wap.gateway)]]);
}

async function request(exclude: string[]): Promise<string> {
  const params = new Map(await signRequest(app.config, { method: "alipay.trade.query", bizContent: { out_trade_no: "X1" } }, NOW));
  return encodeForm(params.set("sign", signRsa2(sortedString(params, { exclude }), app.config.privateKey)));
}

const md5Notice = (data: string) => {
  const signed = { service: "alipay.wap.trade.create.direct", v: "1.0", sec_id: "MD5", notify_data: xml };
  const sign = signText(wapNotifyString(signed), { secId: "MD5", md5Key: MD5_KEY });
  return encodeForm(Object.entries({ ...signed, notify_data: data, sign }));
};
const plain = JSON.stringify(successFields({ out_trade_no: "X1", url: "a/b" }));
const returned = (at: number) => buildReturn(paidRecord(), new Date(NOW.getTime() + at * 1000), app.contract);
const withPlus = Array.from({ length: 60 }, (_, at) => returned(at)).find((search) => search.includes("%2B")) ?? "";

const SPOILT: [cause: string, sentence: string, message: string | Buffer, given?: object][] = [
  [
    "own_public_key",
    "is the shop's own public key (ALIPAY_PUBLIC_KEY)",
    notice,
    withApp({ alipayPublicKey: pemOf(app.contract.appPublicKey) }),
  ],
  [
    "other_key",
    "belongs to another key than the one for such a message",
    `https://shop.example.com/r?${buildWapReturn(paidTrade(), wap.gateway)}`,
    {
      wap: { ...settings.wap, alipayPublicKey: pem },
      openapi: { ...settings.openapi, alipayPublicKey: settings.wap.alipayPublicKey },
    },
  ],
  [
    "sorted_order",
    "signed in sorted order, but this notice has a fixed order",
    wapNotice((fields) => sortedString(Object.entries(fields))),
  ],
  ["sign_type_kept", "sign_type was kept", noticeSigning((params) => sortedString(params, { exclude: ["sign"] }))],
  ["sign_type_dropped", "sign_type was dropped", await request(["sign", "sign_type"])],
  ["decoded_twice", "decoded twice", decodeURIComponent(notice.replaceAll("+", "%20"))],
  ["plus_to_space", "A plus became a space", `https://shop.example.com/r?${withPlus.replaceAll("%2B", "+")}`],
  ["html_escaped", "HTML-escaped", md5Notice(xml.replaceAll("<", "&lt;").replaceAll(">", "&gt;"))],
  ["gbk_bytes", "The bytes are GBK", noticeSigning((params) => encodeGbk(sortedString(params)))],
  ["key_cut", "Only a part of a key is left", notice, withApp({ alipayPublicKey: pem.split("\n")[0] })],
  ["signed_ciphertext", "over the ciphertext", wapNotice((fields, sealed) => wapNotifyString({ ...fields, notify_data: sealed }))],
  [
    "stale_certificate",
    "stale, or Alipay has changed to a new one",
    buildNotification(paidRecord(), OPENAPI_NOTICE, certified.app.certificates?.next().contract ?? app.contract),
    certified.settings,
  ],
  ["reserialised", "written anew", buildResponse(app.contract, "alipay.trade.query", JSON.parse(plain)).replace("a/b", "a\\/b")],
];

const SOUND: [kind: string, message: string, given?: object][] = [
  ["openapi.notify", notice],
  ["openapi.request", await request(["sign"])],
  ["openapi.response", buildResponse(app.contract, "alipay.trade.query", JSON.parse(plain), { signFirst: true })],
  ["wap.notify", buildWapNotification(xml, wap.gateway)],
];

/** As many at once as the machine has hands for. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = [...items];
  const hand = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all([hand(), hand(), hand()]);
}

test("a developer with a spoilt message is told the cause by the program, with exit code 1 and no secret", PATIENCE, async () => {
  await eachOf(SPOILT, async ([cause, sentence, message, given]) => {
    const answer = await explain(message, given);
    expect.soft(answer, cause).toMatchObject({ code: 1, err: "" });
    expect
      .soft(
        [...answer.out.matchAll(/^ {2}\[(\w+)\]$/gm)].map(([, name]) => name),
        answer.out,
      )
      .toEqual([cause]);
    expect.soft(answer.out, cause).toContain(sentence);
    expect.soft(answer.out, cause).toMatch(/should have been signed if none does:\n.{20,}\n\(\d+ bytes, SHA-256/s);
    for (const secret of secrets) expect.soft(answer.out, cause).not.toContain(secret);
  });
});

test("a developer with a sound message is told so, with exit code 0", PATIENCE, async () => {
  await eachOf(SOUND, async ([kind, message, given]) => {
    const answer = await explain(message, given);
    expect.soft(answer, kind).toMatchObject({ code: 0, err: "" });
    expect.soft(answer.out).toContain(`This is: ${kind}`);
  });
});

test("a key under another form's heading is read, and said to be so", async () => {
  const pkcs1 = app.config.privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const answer = await explain(await request(["sign"]), withApp({ appPrivateKey: pkcs1.replaceAll("RSA PRIVATE", "PRIVATE") }));
  expect(answer).toMatchObject({ code: 0, out: expect.stringContaining("PKCS#8 and PKCS#1 are mixed up") });
});

test("whoever calls it wrongly reads a sentence, never a stack trace or a piece of a key", PATIENCE, async () => {
  const broken = await fileOf(`{"wap":{"md5Key":${MD5_KEY}}}`);
  const numbers = await fileOf('{"wap":{"partner":2088123412341234}}');
  const config = await fileOf(JSON.stringify(settings));
  const taken = path.join(folder, "taken");
  expect(await run(["keygen", taken])).toMatchObject({ code: 0 });
  const endless = process.platform === "win32" ? await fileOf(Buffer.alloc(2 ** 21)) : "/dev/zero";
  const calls: [args: string[], sentence: string][] = [
    [["explain", path.join(folder, "nowhere")], "nowhere is not there."],
    [["verify", folder], "is a folder, and a file is wanted."],
    [["explain", config, "--config", broken], "is not one object in JSON."],
    [["explain", config, "--config", numbers], "must have partner in quotes"],
    [["explain", config, "--config", `${config}x`], "is not there."],
    [["explain", "--config"], "--config wants a value behind it."],
    [["explain", endless], "is longer than any message"],
    [["sign", endless], "is longer than any message"],
    [["explain", config, config], "One file or folder at a time."],
    [["check", "--protocl", "openapi"], "There is no option --protocl."],
    [["sign", config, "--config", config], "Give the parameters of a request"],
    [["keygen", taken], "private-key.pem is there already and is not written over: name another folder."],
  ];
  await eachOf(calls, async ([args, sentence]) => {
    const { code, out, err } = await run(args);
    expect.soft(code, sentence).toBe(1);
    expect.soft(out + err).toContain(sentence);
    expect.soft(out + err).not.toMatch(/\n\s+at |Error:|PRIVATE KEY/);
    expect.soft(out + err).not.toContain(MD5_KEY.slice(0, 8));
  });
});

test("whoever reads only the first lines gets the exit code and no stack trace", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/alipay.ts", "explain"], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, DATA_DIR: path.join(folder, "none") },
  });
  child.stdout.destroy();
  child.stdin.end(notice);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  expect([await text(child.stderr), await ended]).toEqual(["", 1]);
});
