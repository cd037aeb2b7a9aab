import { randomBytes } from "node:crypto";
import type { Gateway, NotificationResult, PaymentRequest, RefundNotificationResult } from "@/lib/alipay/gateway";
import { createDeskGateway } from "@/lib/alipay/openapi/desk";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import { parseOpenApiConfig } from "@/lib/alipay/openapi/parse-config";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { createContract, type Merchant } from "../contract/contract";
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
  /** Every message as it came, whatever it is. */
  bodies: { url: string; body: Uint8Array; type: string | null }[];
  /** Every notice of a batch of refunds. */
  batches: RefundNotificationResult[];
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

/** How a merchant speaks the current protocol; `desk`: with a QR code instead of a page. */
export type AppMode = { mode: "key" | "certificate"; aes?: boolean; desk?: boolean };

type MerchantOptions = { secId?: "MD5" | "0001"; refundMode?: "nopwd" | "pwd"; app?: AppMode; store?: Store; concurrency?: number };

/**
 * A merchant who speaks to an emulator of its own, without a socket, through the shop's own gateway client: in the token
 * protocol, or with `app` in the current one.
 */
export function openMerchant({
  secId = "MD5",
  refundMode = "nopwd",
  app,
  store = memoryStore(),
  concurrency = 1,
}: MerchantOptions = {}): TestMerchant {
  let now = START;
  let answer: () => Response | Promise<Response> = () => new Response("success");
  const heard: Heard[] = [];
  const bodies: TestMerchant["bodies"] = [];
  const batches: RefundNotificationResult[] = [];
  const emulator = createEmulator({
    store,
    contract,
    concurrency,
    now: () => now,
    fetch: async (url, init) => {
      const request = new Request(url, init);
      const body = new Uint8Array(await request.arrayBuffer());
      const type = request.headers.get("content-type");
      bodies.push({ url, body, type });
      const batch = url === REFUND_NOTIFY_URL ? gateway.parseRefundNotification(body, type) : "not_supported";
      if (batch === "not_supported") heard.push({ at: now, result: await gateway.parseNotification(body, type) });
      else batches.push(batch);
      return answer();
    },
  });
  const { gateway, config } = connect(emulator, { secId, refundMode, app, now: () => now });
  return {
    emulator,
    gateway,
    merchant: emulator.merchant,
    heard,
    bodies,
    batches,
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

type Connection = Required<Pick<MerchantOptions, "secId" | "refundMode">> & { app: AppMode | undefined; now: () => Date };

/** The shop's own client of the emulator. */
function connect({ handle, merchant }: Emulator, { secId, refundMode, app, now }: Connection) {
  const reach: typeof fetch = (input, init) => handle(new Request(input, init));
  if (app) {
    const config = appConfigOf(merchant, app);
    const create = app.desk ? createDeskGateway : createOpenApiGateway;
    return { config, gateway: create({ config, fetch: reach, now }) };
  }
  const config = configOf(merchant, { secId, refundMode });
  return { config, gateway: createWapGateway({ config, fetch: reach, now, newReqId: () => randomBytes(16).toString("hex") }) };
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

export const REFUND_NOTIFY_URL = `${SHOP}/api/alipay/refund-notify`;

function appConfigOf(merchant: Merchant, { mode, aes = false }: AppMode) {
  const { appId, sellerId, appPrivateKey, appCert, alipayCert, rootCert, alipayRsa2PublicKey, aesKey } = merchant;
  const trust = mode === "key" ? { alipayPublicKey: alipayRsa2PublicKey } : { appCert, alipayCert, rootCert };
  const raw = {
    appId,
    sellerId,
    appPrivateKey,
    ...trust,
    ...(aes && { aesKey }),
    computerPage: true,
    gatewayUrl: `${EMULATOR}/gateway.do`,
  };
  const parsed = parseOpenApiConfig(raw, { now: START });
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  if (parsed.warnings.length > 0) throw new Error(parsed.warnings.join("; "));
  return parsed.config;
}

function configOf(merchant: Merchant, { secId, refundMode }: { secId: "MD5" | "0001"; refundMode: "nopwd" | "pwd" }) {
  const gateways = { wapGatewayUrl: `${EMULATOR}/service/rest.htm`, mapiGatewayUrl: `${EMULATOR}/gateway.do` };
  const parsed = parseWapConfig({ ...merchant, ...gateways, secId, refundMode });
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  return parsed.config;
}
