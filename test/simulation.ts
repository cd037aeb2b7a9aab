import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import { createContract, type Merchant } from "@/emulator/contract/contract";
import { createEmulator, type Emulator } from "@/emulator/emulator";
import { memoryStore } from "@/emulator/ledger/store";
import { linkNamed, openPhone } from "@/emulator/testing/test-phone";
import type { Gateway } from "@/lib/alipay/gateway";
import { createOpenApiGateway } from "@/lib/alipay/openapi/gateway";
import { parseOpenApiConfig } from "@/lib/alipay/openapi/parse-config";
import { createWapGateway } from "@/lib/alipay/wap/gateway";
import { parseWapConfig } from "@/lib/alipay/wap/parse-config";
import { noteWord } from "@/lib/shop/contracts/note-word";
import { takeUpContracts } from "@/lib/shop/contracts/take-up-contracts";
import { watchGateway } from "@/lib/shop/gateway/watch-gateway";
import { eachGateway, makeGateways } from "@/lib/shop/gateways";
import type { Delivery, NoticeAnswer } from "@/lib/shop/inbox/inbox";
import { recordStuck } from "@/lib/shop/invariants/record-stuck";
import { reviewDueChanges } from "@/lib/shop/payments/due-changes";
import { reviewDueNotices } from "@/lib/shop/payments/due-notices";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { probeContracts } from "@/lib/shop/payments/probe-contracts";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { reviewDueRefunds } from "@/lib/shop/refunds/due/due-refunds";
import { receiveDepositBack } from "@/lib/shop/refunds/reported/receive-deposit-back";
import { receiveRefundNotification } from "@/lib/shop/refunds/reported/receive-refund-notification";
import type { Shop, ShopConfig } from "@/lib/shop/shop";
import { checkNothingOverdue } from "./check-invariants";
import { type Lodging, openTestShop } from "./test-shop";
import { inTurn } from "./together";
import { watchCalls, watchShop } from "./watched-shop";
import { checkWishes, type Wish } from "./wishes";

const EMULATOR = "http://emulator.test";
const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
/** How long the shop waits for one answer, in real ms; a "hang" costs a test no more. */
const PATIENCE_MS = 250;
/** Who takes what Alipay posts to an address of the shop's; anything else is a notice of a payment. */
const RECEIVERS: Record<string, typeof receiveNotification> = {
  "/api/alipay/refund-notify": receiveRefundNotification,
  "/api/alipay/messages": receiveDepositBack,
};
/** Made once: pairs of keys take their time. */
const contract = createContract(randomBytes);

/** The four ways in which a shop can be contracted: two of the token protocol, two of the current one. */
export const CONTRACTS = ["MD5", "0001", "keys", "certificates"] as const;
export type ContractKind = (typeof CONTRACTS)[number];

/** A trade as the emulator's own books have it: the oracle of every test about money. */
export type GatewayTrade = {
  out_trade_no: string;
  protocol: string;
  total_fee: string;
  standing: string;
  /** When it can be paid no more, in ISO 8601. */
  expires_at: string;
  trade_no: string | null;
  trade_status: string | null;
  refund_fee: string;
  /** `by`: whoever asked for it through the shop, or in Alipay's own console. */
  refunds: { out_request_no: string; amount: string; by: string; status: string }[];
};

type SimulationOptions = {
  kind?: ContractKind;
  /** Of the token protocol: without a password, or on a page of Alipay's that asks the owner for it. */
  refundMode?: "nopwd" | "pwd";
  /** Of today's protocol: whether the contract has the page for computers. */
  computerPage?: boolean;
  /** A database that is open already, for one of many runs in a row. */
  lodging?: Lodging;
  /** What the owner made of the contract's texts when configuring them; as they are, unless told. */
  configured?: (merchant: Merchant) => Merchant;
  /** Who takes Alipay's notices in the shop's stead. @throws where they give no answer */
  take?: (notice: { url: string; delivery: Delivery }) => Promise<NoticeAnswer>;
};

export type Simulation = {
  shop: Shop & { advance: (ms: number) => void };
  emulator: Emulator;
  control: (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<Record<string, unknown>>;
  trades: () => Promise<GatewayTrade[]>;
  /** Every answer that the shop gave to a notice. */
  answers: string[];
  /** What the people of the test want given back (test/wishes.ts), compared with the gateway's books when the test is over. */
  wishes: Wish[];
  /** What the shop asked of the gateways: a service of the token protocol, or a method of the current one. */
  asked: string[];
};

/**
 * The shop and Alipay's emulator in one process: real keys, real signatures, a real database, no sockets. The shop's clock
 * is the emulator's too. Notices go straight into the shop's inbox.
 */
export async function openSimulation({
  kind = "0001",
  refundMode = "nopwd",
  computerPage = false,
  lodging,
  configured = asItIs,
  take,
  ...config
}: Partial<ShopConfig> & SimulationOptions = {}): Promise<Simulation> {
  const answers: string[] = [];
  const asked: string[] = [];
  let emulator: Emulator | undefined;
  const open = (now: () => Date): Gateway => {
    emulator = createEmulator({
      store: memoryStore(),
      contract,
      now,
      fetch: async (url, init) => {
        const request = new Request(url, init);
        const body = new Uint8Array(await request.arrayBuffer());
        const delivery = { body, contentType: request.headers.get("content-type"), remoteIp: "203.0.113.1" };
        const answer = await (take ?? ((notice) => takeNotice(simulation.shop, notice)))({ url, delivery });
        answers.push(answer.body);
        return new Response(answer.body, { status: answer.handled ? 200 : 400 });
      },
    });
    return openGateway({ emulator, asked, now, shop: () => simulation.shop }, { kind, refundMode, configured, computerPage });
  };
  const shop = watchShop(await openTestShop(open, config, { lodging }), inTurn, { whole: true });
  if (!emulator) throw new Error("the emulator is made with the shop");
  const { handle } = emulator;
  const control: Simulation["control"] = async (method, path, body) => {
    const answer = await handle(new Request(EMULATOR + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) }));
    const json = (await answer.json()) as Record<string, unknown>;
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(json)}`);
    return json;
  };
  const trades = async () => (await control("GET", "/control/trades")).trades as GatewayTrade[];
  const simulation: Simulation = { shop, emulator, control, trades, answers, asked, wishes: [] };
  (lodging?.whenOver ?? onTestFinished)(() => checkWishes(simulation));
  return simulation;
}

/** One of the shop's instances takes a delivery of Alipay's. */
export function takeNotice(shop: Shop, { url, delivery }: { url: string; delivery: Delivery }): Promise<NoticeAnswer> {
  const receive = RECEIVERS[new URL(url).pathname] ?? receiveNotification;
  return receive(shop, delivery);
}

type Change = { kind: ContractKind; previous: ContractKind | null } & Pick<SimulationOptions, "refundMode" | "configured" | "computerPage">;

/** The owner starts the shop anew on its database: with `kind` for new payments, beside it the contract that it leaves, or too early without. */
export async function changeContract(
  simulation: Simulation,
  { kind, previous, refundMode = "nopwd", configured = asItIs, computerPage = false }: Change,
): Promise<void> {
  const { shop, emulator, asked } = simulation;
  const world = { emulator, asked, now: shop.now, shop: () => simulation.shop };
  const open = (one: ContractKind) => openGateway(world, { kind: one, refundMode, configured, computerPage });
  const opened = makeGateways(open(kind), previous && open(previous));
  simulation.shop = { ...shop, gateways: eachGateway(opened, (gateway) => watchCalls(gateway, inTurn)) };
  await takeUpContracts(simulation.shop);
}

/** Time passes for everybody: Alipay does what is due and sends its notices, due orders and refunds are looked at. */
export async function letTimePass(simulation: Simulation, ms: number): Promise<void> {
  simulation.shop.advance(ms);
  await doWhatIsDue(simulation);
  await recordStuck(simulation.shop);
  await checkNothingOverdue(simulation.shop);
}

/** One of the instances' workers, and Alipay's side: whatever is due now. */
export async function doWhatIsDue({ shop, emulator }: Pick<Simulation, "shop" | "emulator">): Promise<void> {
  await emulator.tick();
  await emulator.deliverDue();
  while (
    (await reviewDueOrders(shop)) + (await reviewDueChanges(shop)) + (await reviewDueNotices(shop)) + (await reviewDueRefunds(shop)) >
    0
  );
  await probeContracts(shop);
}

/** A buyer logs in at the cashier, so that the trade begins and waits, and with `pay` pays and taps on the way back; the return's query string, or null. */
export async function visitCashier({ emulator }: Simulation, redirectUrl: string, { pay }: { pay: boolean }): Promise<string | null> {
  const phone = openPhone(emulator);
  const confirm = await phone.fillIn(await phone.go(redirectUrl), { account: "buyer1@example.com", password: "111111" });
  if (!pay) return null;
  const back = linkNamed(await phone.fillIn(confirm, { password: "111111" }), "返回商家");
  return back && new URL(back).search;
}

/** The owner gives the password on the page of Alipay's that asks for it; one that is confirmed already says so again. */
export async function confirmRefund({ emulator }: Simulation, confirmUrl: string): Promise<void> {
  const page = await emulator.handle(new Request(confirmUrl));
  const confirm = new URL(`${page.headers.get("location")}/confirm`, confirmUrl);
  await emulator.handle(new Request(confirm, { method: "POST", body: new URLSearchParams({ password: "111111" }) }));
}

/** Another instance of the same shop: with a process's own gateways, on the same database. */
export function secondInstance(
  simulation: Simulation,
  { kind, configured = asItIs }: Pick<SimulationOptions, "configured"> & { kind: ContractKind },
): Shop {
  const { shop, emulator, asked } = simulation;
  const second: Shop = {
    ...shop,
    gateways: makeGateways(openGateway({ emulator, asked, now: shop.now, shop: () => second }, { kind, refundMode: "nopwd", configured })),
  };
  return second;
}

const asItIs = (merchant: Merchant) => merchant;

type GatewayOptions = Required<Pick<SimulationOptions, "kind" | "refundMode" | "configured">> &
  Pick<SimulationOptions, "computerPage"> & { patienceMs?: number };
type World = { emulator: Emulator; asked: string[]; now: () => Date; shop: () => Shop };

function openGateway(world: World, options: GatewayOptions): Gateway {
  return watchGateway(bareGateway(world, options), (gateway, word) => noteWord(world.shop(), gateway, word));
}

/** Alipay's side as a process of the shop asks it, without anything that watches it. `patienceMs`: for one answer, in real ms. */
export function bareGateway(
  { emulator, asked, now }: Omit<World, "shop">,
  { kind, refundMode, configured, computerPage = false, patienceMs = PATIENCE_MS }: GatewayOptions,
): Gateway {
  const merchant = configured(emulator.merchant);
  const reach: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const params = new URLSearchParams(`${new URL(request.url).search}&${await request.clone().text()}`);
    asked.push(params.get("service") ?? params.get("method") ?? "");
    return emulator.handle(request);
  };
  if (kind === "keys" || kind === "certificates") return openApiGateway(emulator, { kind, now, reach, merchant, computerPage, patienceMs });
  const parsed = parseWapConfig({
    ...merchant,
    secId: kind,
    refundMode,
    wapGatewayUrl: `${EMULATOR}/service/rest.htm`,
    mapiGatewayUrl: `${EMULATOR}/gateway.do`,
    notifyVerify: true,
  });
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  return createWapGateway({
    config: { ...parsed.config, timeoutMs: patienceMs },
    fetch: reach,
    now,
    newReqId: () => randomBytes(16).toString("hex"),
  });
}

type Reach = {
  kind: "keys" | "certificates";
  now: () => Date;
  reach: typeof fetch;
  merchant: Merchant;
  computerPage: boolean;
  patienceMs: number;
};

/** Here the buyer's browser brings the order, so each start is followed to the emulator as a browser would. */
function openApiGateway(emulator: Emulator, { kind, now, reach, merchant, computerPage, patienceMs }: Reach): Gateway {
  const { appId, sellerId, appPrivateKey, alipayRsa2PublicKey, appCert, alipayCert, rootCert } = merchant;
  const trust = kind === "keys" ? { alipayPublicKey: alipayRsa2PublicKey } : { appCert, alipayCert, rootCert };
  const contracted = { appId, sellerId, appPrivateKey, ...trust, computerPage, gatewayUrl: `${EMULATOR}/gateway.do` };
  const parsed = parseOpenApiConfig(contracted, { now: now() });
  if (!parsed.ok) throw new Error(parsed.problems.join("; "));
  const gateway = createOpenApiGateway({ config: { ...parsed.config, timeoutMs: patienceMs }, fetch: reach, now });
  return {
    ...gateway,
    startPayment: async (request) => {
      const started = await gateway.startPayment(request);
      if (started.ok) await emulator.handle(new Request(started.redirectUrl, { headers: { "user-agent": PHONE } }));
      return started;
    },
  };
}
