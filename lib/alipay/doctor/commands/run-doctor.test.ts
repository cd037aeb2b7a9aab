import { createPublicKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkActionBody } from "@/lib/server/check-action-body";
import { NOW, OPENAPI_NOTICE, paidRecord } from "../../fixtures/app-contract";
import { newRsaPair } from "../../fixtures/contract";
import { MD5_KEY, newPatient, pemOf } from "../../fixtures/doctor-settings";
import { parsePrivateKey } from "../../keys";
import { buildNotification } from "../../openapi/notification";
import { explain } from "../explain";
import { type DoctorSettings, settingsFromEnv, settingsFromMerchant } from "../settings";
import type { DoctorIo } from "./io";
import { runDoctor } from "./run-doctor";

const { app, settings } = newPatient();
const notice = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);

type Told = { code: number; lines: string; written: Map<string, string> };

/** Runs a command with `files` to read and `answers` to its requests by address. */
async function run(
  args: string[],
  {
    files = {},
    given = settings,
    previous = null,
    env = {},
    answer,
  }: {
    files?: Record<string, string>;
    given?: DoctorSettings;
    previous?: DoctorIo["previous"];
    env?: Record<string, string>;
    answer?: (url: string, init?: RequestInit) => Response;
  } = {},
): Promise<Told> {
  const lines: string[] = [];
  const written = new Map<string, string>();
  const io: DoctorIo = {
    read: async (file) => {
      const text = files[file];
      if (text === undefined) throw new Error(`there is no ${file}`);
      return Buffer.from(text);
    },
    writeSecret: async (file, text) => {
      written.set(file, text);
    },
    print: (printed) => lines.push(printed),
    env,
    settings: given,
    previous,
    fetch: async (url, init) => {
      if (!answer) throw new TypeError("fetch failed");
      return answer(String(url), init);
    },
    now: () => NOW,
  };
  return { code: await runDoctor(args, io), lines: lines.join("\n"), written };
}

describe("a developer asks why a message is not taken", () => {
  test("and sees the cause, the change and the exact string, with exit code 1", async () => {
    const given = { ...settings, openapi: { ...settings.openapi, alipayPublicKey: pemOf(app.contract.appPublicKey) } };
    const output = await run(["explain", "notice.txt"], { files: { "notice.txt": notice }, given });
    expect(output.code).toBe(1);
    expect(output.lines).toContain("The key configured as Alipay's is the shop's own public key (ALIPAY_PUBLIC_KEY)");
    expect(output.lines).toContain("Change: Copy 支付宝公钥");
    expect(output.lines).toContain("out_trade_no=X20261122A7&");
    expect(output.lines).not.toContain("138****8000");
  });

  test("from standard input, and a message that is taken ends with 0", async () => {
    expect(await run(["explain"], { files: { "-": notice } })).toMatchObject({ code: 0, lines: expect.stringContaining("openapi.notify") });
    expect(await run(["verify"], { files: { "-": notice } })).toMatchObject({ code: 0, lines: "ok openapi.notify" });
    expect(await run(["verify"], { files: { "-": notice.replace("100.00", "0.01") } })).toMatchObject({
      code: 1,
      lines: "not ok openapi.notify: contents_changed",
    });
  });

  test("of the contract that the shop leaves, which is taken as long as that is configured", async () => {
    const previous = { protocol: "openapi", settings } as const;
    const files = { "-": notice };
    const given = { wap: settings.wap, openapi: {} };
    expect(await run(["verify"], { files, given })).toMatchObject({ code: 1 });
    expect(await run(["verify"], { files, given, previous })).toMatchObject({ code: 0, lines: "ok openapi.notify" });
  });

  test("about a file that is not there", async () => {
    expect(await run(["explain", "nowhere.txt"])).toMatchObject({ code: 1, lines: "✗ there is no nowhere.txt" });
  });
});

describe("a developer signs by hand", () => {
  test.each([
    ["a request of the current protocol", "app_id=2021&method=alipay.trade.query&charset=utf-8&biz_content=%7B%7D", "RSA2"],
    ["one of the token protocol", "service=alipay.wap.trade.create.direct&sec_id=0001&req_data=%3Ca%2F%3E&partner=2088", "RSA"],
    ["one of MAPI with MD5", "service=single_trade_query&partner=2088&_input_charset=utf-8&out_trade_no=X&sign_type=MD5", "MD5"],
  ])("%s", async (_, params, algorithm) => {
    const output = await run(["sign"], { files: { "-": params } });
    expect(output).toMatchObject({ code: 0, lines: expect.stringContaining(`with ${algorithm}.`) });
    // The signature verifies; what else a gateway wants of such a request is the developer's to add.
    const { causes } = explain(output.lines.split("\n").at(-1) ?? "", settings);
    expect(causes.filter(({ cause }) => cause !== "gateway_refuses")).toEqual([]);
    expect(output.lines).not.toContain(MD5_KEY);
  });

  test("but only requests, and only with a key", async () => {
    expect(await run(["sign"], { files: { "-": notice } })).toMatchObject({ code: 1 });
    const output = await run(["sign"], { files: { "-": "app_id=1&method=x&biz_content=1" }, given: { wap: {}, openapi: {} } });
    expect(output).toMatchObject({ code: 1, lines: expect.stringContaining("ALIPAY_PRIVATE_KEY") });
  });
});

test("a new pair is written to files, its public half printed to be uploaded, its private half never", async () => {
  const { code, lines, written } = await run(["keygen", "keys", "--protocol", "openapi"]);
  const parsed = parsePrivateKey(written.get("keys/private-key.pem") ?? "");
  expect(code).toBe(0);
  expect(parsed.ok && parsed.key.asymmetricKeyDetails?.modulusLength).toBe(2048);
  const upload = parsed.ok ? createPublicKey(parsed.key).export({ type: "spki", format: "der" }).toString("base64") : "";
  expect(lines).toContain(upload);
  for (const text of written.values()) if (text.includes("PRIVATE")) expect(lines).not.toContain(text.split("\n")[1]);
  expect(await run(["keygen"])).toMatchObject({ code: 1, lines: expect.stringContaining("folder") });
});

describe("an owner checks before going live", () => {
  const long = newRsaPair(2048);
  const given = {
    ...settings,
    openapi: { ...settings.openapi, appPrivateKey: pemOf(long.privateKey), gatewayUrl: "https://gateway.example.com/gateway.do" },
  };
  const well = (url: string) => new Response("", { status: url.includes("notify") ? 405 : 200, headers: { date: NOW.toUTCString() } });
  const check = (options: Parameters<typeof run>[1]) =>
    run(["check", "--protocol", "openapi"], { given, env: { SHOP_URL: "https://shop.example.com" }, ...options });

  test("and all is well", async () => {
    const output = await check({ answer: well });
    expect(output.lines).not.toContain("✗");
    expect(output).toMatchObject({ code: 0, lines: expect.stringContaining("its keys are read and sign") });
  });

  test.each<[string, Parameters<typeof run>[1], string]>([
    [
      "a clock that is off",
      { answer: (url) => (url.includes("notify") ? well(url) : new Response("", { headers: { date: "Sun, 22 Nov 2026 08:49:28 GMT" } })) },
      "clock is 7200 s off",
    ],
    ["no network", {}, "cannot be reached from here"],
    [
      "an address inside one's own network",
      { answer: well, env: { SHOP_URL: "http://192.168.1.5:3000" } },
      "Alipay cannot send notices to it",
    ],
    [
      "another server in its place",
      { answer: (url) => (url.includes("notify") ? new Response("", { status: 301 }) : well(url)) },
      "answers a GET with HTTP 301",
    ],
    [
      "a shop, or a proxy, that refuses what is sent from the public address",
      { answer: (url, init) => (init?.method === "POST" ? new Response("", { status: 403 }) : well(url)) },
      "A form that is sent from https://shop.example.com gets HTTP 403",
    ],
    [
      "a proxy that sends posts elsewhere",
      { answer: (url, init) => (init?.method === "POST" ? new Response("", { status: 301 }) : well(url)) },
      "A form that is sent from https://shop.example.com gets HTTP 301",
    ],
    ["no address at all", { answer: well, env: {} }, "SHOP_URL is missing"],
    ["keys that are missing", { answer: well, given: { wap: {}, openapi: {} } }, "ALIPAY_PRIVATE_KEY is missing"],
  ])("and reports %s", async (_, options, sentence) => {
    expect(await check(options)).toMatchObject({ code: 1, lines: expect.stringContaining(sentence) });
  });

  test("and what it sends is a form that the shop takes, open or not yet", async () => {
    const posts: Request[] = [];
    const answer = (url: string, init?: RequestInit) => {
      if (init?.method === "POST" && url.startsWith("https://shop.example.com")) posts.push(new Request(url, init));
      return well(url);
    };
    await check({ answer });
    expect(posts.map(({ url }) => url)).toEqual(["https://shop.example.com/about"]);
    for (const post of posts) expect(await checkActionBody(post)).toBeNull();
  });

  test("both contracts while the shop changes from one to the other, each by the names of its own variables", async () => {
    const ofToken = { wap: { ...settings.wap, wapGatewayUrl: "https://old.example.com/rest.htm" }, openapi: {} };
    const asked: string[] = [];
    const answer = (url: string) => {
      asked.push(url);
      return well(url);
    };
    const output = await check({ answer, previous: { protocol: "wap-token", settings: ofToken } });
    expect(output).toMatchObject({ code: 0, lines: expect.stringContaining("The contract that you leave for wap-token is complete") });
    expect(asked).toContain("https://old.example.com/rest.htm");
    const half = await check({ answer: well, previous: { protocol: "wap-token", settings: { wap: {}, openapi: {} } } });
    expect(half).toMatchObject({ code: 1, lines: expect.stringContaining("ALIPAY_PREVIOUS_PARTNER is missing") });
    expect(half.lines).toContain("The configuration for openapi is complete");
  });

  test("for the token protocol as well", async () => {
    expect(await run(["check"], { env: { SHOP_URL: "https://shop.example.com" }, answer: well })).toMatchObject({ code: 0 });
    expect(await run(["check", "--protocol", "wechat"])).toMatchObject({ code: 1 });
  });
});

test("without a command the list of commands is printed", async () => {
  expect(await run([])).toMatchObject({ code: 1, lines: expect.stringContaining("explain [FILE]") });
  expect(await run(["--help"])).toMatchObject({ code: 0 });
});

test("contracts come out of variables, or out of what the emulator writes for its merchant", () => {
  expect(settingsFromEnv({ ALIPAY_APP_ID: "1", ALIPAY_MD5_KEY: "2", ALIPAY_PUBLIC_KEY: "" })).toMatchObject({
    wap: { md5Key: "2", alipayPublicKey: undefined },
    openapi: { appId: "1" },
  });
  expect(
    settingsFromMerchant({ alipayPublicKey: "old", alipayRsa2PublicKey: "new", merchantPrivateKey: "m", appPrivateKey: "a" }),
  ).toMatchObject({
    wap: { alipayPublicKey: "old", merchantPrivateKey: "m" },
    openapi: { alipayPublicKey: "new", appPrivateKey: "a" },
  });
});
