import { randomBytes } from "node:crypto";
import type { Gateway, NotificationResult, PaymentRequest } from "@/lib/alipay/gateway";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { createContract, type Merchant } from "../contract";
import { createEmulator, type Emulator } from "../emulator";
import { memoryStore, type Store } from "../ledger/store";

/** Made once: pairs of keys take their time. */
const contract = createContract(randomBytes);

export const SHOP = "http://shop.test";
export const EMULATOR = "http://emulator.test";
export const START = new Date("2026-03-01T04:00:00Z");

export type Heard = { at: Date; result: NotificationResult };

export type TestMerchant = {
  emulator: Emulator;
  gateway: Gateway;
  merchant: Merchant;
  /** Every notice that arrived, read and verified as a shop does. */
  heard: Heard[];
  /** What the shop answers to notices; `success` at first. */
  answerNotices: (answer: () => Response | Promise<Response>) => void;
  start: (request?: Partial<PaymentRequest>) => ReturnType<Gateway["startPayment"]>;
  control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Record<string, unknown> }>;
  /** Moves the base clock, without the control API and so without sending anything. */
  passTime: (ms: number) => void;
  now: () => Date;
  /** How long the shop waits for one answer, in real time; 5 s at first. */
  waitAtMost: (ms: number) => void;
};

/** A merchant who speaks to an emulator of its own, without a socket, through the shop's own gateway client. */
export function openMerchant({ secId = "MD5", store = memoryStore() }: { secId?: "MD5" | "0001"; store?: Store } = {}): TestMerchant {
  let now = START;
  let answer: () => Response | Promise<Response> = () => new Response("success");
  const heard: Heard[] = [];
  const emulator = createEmulator({
    store,
    contract,
    now: () => now,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const body = new Uint8Array(await request.arrayBuffer());
      heard.push({ at: now, result: gateway.parseNotification(body, request.headers.get("content-type")) });
      return answer();
    },
  });
  const config = configOf(emulator.merchant, secId);
  const gateway = createWapGateway({
    config,
    fetch: (input, init) => emulator.handle(new Request(input, init)),
    now: () => now,
    newReqId: () => randomBytes(16).toString("hex"),
  });
  return {
    emulator,
    gateway,
    merchant: emulator.merchant,
    heard,
    answerNotices: (next) => {
      answer = next;
    },
    start: (request) => gateway.startPayment({ ...TEA, ...request }),
    control: (method, path, body) => control(emulator, { method, path, body }),
    passTime: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    now: () => now,
    waitAtMost: (ms) => {
      config.timeoutMs = ms;
    },
  };
}

async function control(emulator: Emulator, { method, path, body }: { method: string; path: string; body: unknown }) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await emulator.handle(new Request(`${EMULATOR}/control/${path}`, init));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export const TEA: PaymentRequest = {
  outTradeNo: "T1",
  amountFen: 1980,
  subject: "安溪铁观音 250g",
  expiresInMinutes: 30,
  returnUrl: `${SHOP}/api/alipay/return`,
  notifyUrl: `${SHOP}/api/alipay/notify`,
  quitUrl: `${SHOP}/orders/1`,
};

function configOf(merchant: Merchant, secId: "MD5" | "0001") {
  const gateways = { wapGatewayUrl: `${EMULATOR}/service/rest.htm`, mapiGatewayUrl: `${EMULATOR}/gateway.do` };
  const parsed = parseWapConfig({ ...merchant, ...gateways, secId });
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  return parsed.config;
}
