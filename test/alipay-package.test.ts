import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createContract } from "@/emulator/contract/contract";
import { createEmulator, type Emulator } from "@/emulator/emulator";
import { memoryStore } from "@/emulator/ledger/store";
import { serve } from "@/emulator/server/serve";
import { openPhone } from "@/emulator/testing/test-phone";
import { type Consumer, makeConsumer, readManifest, runtimes } from "./alipay-package/consumer";
import { examplesOf } from "./alipay-package/examples";

/** What a merchant would write first, with types. */
const TYPED = `
import type { Gateway, NotificationResult } from "@xiaopu/alipay/gateway";
import { createOpenApiGateway } from "@xiaopu/alipay/openapi/gateway";
import { parseOpenApiConfig } from "@xiaopu/alipay/openapi/parse-config";
import { createWapGateway } from "@xiaopu/alipay/wap/gateway";
import { parseWapConfig } from "@xiaopu/alipay/wap/parse-config";
import { formatAmount } from "@xiaopu/alipay/amount";
import { explain } from "@xiaopu/alipay/doctor/explain";

export function connect(settings: Record<string, string>, now: () => Date): Gateway {
  const parsed = parseOpenApiConfig(settings, { now: now() });
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return createOpenApiGateway({ config: parsed.config, fetch, now });
}

export function connectOld(settings: Record<string, string>, now: () => Date): Gateway {
  const parsed = parseWapConfig(settings);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  return createWapGateway({ config: parsed.config, fetch, now, newReqId: () => "1" });
}

export async function sumOf(gateway: Gateway, body: Uint8Array): Promise<string> {
  const notice: NotificationResult = await gateway.parseNotification(body, null);
  if (notice.ok) return formatAmount(notice.trade.totalFen);
  return explain(body, { wap: {}, openapi: {} }).causes[0]?.cause ?? "";
}
`;

const contract = createContract(randomBytes);
const { merchant } = contract;
const notices = new Map<string, string>();
let consumer: Consumer;
let emulator: Emulator;
let server: Server;
let env: Record<string, string> = {};

beforeAll(async () => {
  consumer = makeConsumer();
  const deliver = async (_: string, init: RequestInit) => {
    const body = String(init.body);
    notices.set(body.includes("notify_data") ? "wap-notice.txt" : "notice.txt", body);
    // Not success yet: notify_verify answers for a notice until then.
    return new Response("fail");
  };
  emulator = createEmulator({ store: memoryStore(), contract, now: () => new Date(), fetch: deliver });
  server = serve(emulator.handle, (error) => expect.unreachable(String(error))).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  env = {
    APP_ID: merchant.appId,
    SELLER_ID: merchant.sellerId,
    APP_PRIVATE_KEY: merchant.appPrivateKey,
    ALIPAY_PUBLIC_KEY: merchant.alipayRsa2PublicKey,
    GATEWAY_URL: `${origin}/gateway.do`,
    PARTNER: merchant.partner,
    SELLER_ACCOUNT: merchant.sellerAccount,
    MD5_KEY: merchant.md5Key,
    WAP_GATEWAY_URL: `${origin}/service/rest.htm`,
  };
}, 120_000);

afterAll(() => {
  server?.closeAllConnections();
  server?.close();
  consumer?.remove();
});

/** A buyer follows the address that an example has printed, and pays. */
async function payAt(address: string, outTradeNo: string): Promise<void> {
  await openPhone(emulator).go(address.trim());
  const request = new Request(`http://emulator/control/trades/${outTradeNo}/pay`, { method: "POST", body: "{}" });
  expect((await emulator.handle(request)).status).toBe(200);
  await emulator.deliverDue();
  for (const [name, body] of notices) consumer.write(name, body);
}

test("a stranger's empty project gets the library and one small parser, and nothing of the shop", () => {
  const odd = consumer.files.filter(
    (file) => !/^(dist\/[\w./-]+\.(js|d\.ts)|docs\/[\w-]+\.md|README\.md|CHANGELOG\.md|LICENSE|package\.json)$/.test(file),
  );
  expect(odd).toEqual([]);
  expect(consumer.files.filter((file) => /test|fixture/.test(file))).toEqual([]);
  expect(consumer.unpackedSize).toBeLessThan(600_000);
  const named = Object.values(readManifest().exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  for (const file of named) expect(consumer.files, file).toContain(path.normalize(file));
});

test("its types are accepted by the strictest compiler options, with every library checked", async () => {
  consumer.write("typed.ts", TYPED);
  expect(await consumer.compile()).toBe("");
  consumer.write("typed.ts", `${TYPED}\nexport const wrong: number = parseOpenApiConfig({}, { now: new Date() });\n`);
  expect(await consumer.compile()).toContain("typed.ts");
  consumer.write("typed.ts", TYPED);
});

test("its README and its documents name only what it exports", () => {
  const exported = Object.keys(readManifest().exports).map((name) => name.replace(/^\./, "@xiaopu/alipay"));
  const texts = ["README.md", "docs/current-protocol.md", "docs/token-protocol.md"].map((name) =>
    readFileSync(`lib/alipay/${name}`, "utf8"),
  );
  const imported = texts.flatMap((text) => [...text.matchAll(/from "(@xiaopu\/alipay[^"]*)"/g)].map(([, name]) => name));
  expect(imported.length).toBeGreaterThan(5);
  for (const name of imported) expect(exported).toContain(name);
});

for (const runtime of runtimes()) {
  for (const [page, pay, outTradeNo] of [
    ["current-protocol.md", "pay", "A1"],
    ["token-protocol.md", "wap-pay", "W1"],
  ] as const) {
    test(`under ${runtime.name} every example of ${page} prints what stands below it`, async () => {
      await emulator.handle(new Request("http://emulator/control/reset", { method: "POST", body: "{}" }));
      notices.clear();
      for (const { name, code, output } of examplesOf(page)) {
        consumer.write(`${name}.mjs`, code);
        const printed = await consumer.run(runtime, `${name}.mjs`, env);
        if (name === pay) await payAt(printed, outTradeNo);
        else expect(printed, name).toBe(output);
      }
      expect(notices.size).toBe(1);
    }, 120_000);
  }
}
