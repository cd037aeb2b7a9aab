import { randomBytes } from "node:crypto";
import { AUTH_SERVICE } from "@/lib/alipay/wap/auth-request";
import { TOKEN_SERVICE } from "@/lib/alipay/wap/token-request";
import { downloadBill } from "./bill/download-bill";
import { cashier } from "./cashier/cashier";
import { homePage, notFoundPage } from "./cashier/result-views";
import { type Contract, createContract, type Merchant, readKeys } from "./contract/contract";
import { control } from "./control/control";
import { Ledger } from "./ledger/ledger";
import type { Store } from "./ledger/store";
import { mapi } from "./mapi/mapi";
import { createDeliverDue } from "./notify/deliver-due";
import { openapi } from "./openapi/openapi";
import type { Random } from "./plumbing/random";
import { refundPage } from "./seller/refund-page";
import { answerAuth } from "./service/answer-auth";
import { answerToken, answerTokenByGet } from "./service/answer-token";
import { advanceTrades } from "./trades/advance-trades";
import { stateOf } from "./world/settings";
import type { World } from "./world/world";

export type EmulatorOptions = {
  store: Store;
  /** Reaches the merchant's notify_url. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The base clock, which the control API moves forward from. */
  now: () => Date;
  random?: Random;
  /** Made anew when absent. */
  contract?: Contract;
  /** How many notices may be under way at once; 1 keeps them in order. */
  concurrency?: number;
};

export type Emulator = {
  /** The whole emulator as one function. Rejects with ConnectionReset where a fault cuts the connection. */
  handle: (request: Request) => Promise<Response>;
  /** Sends every notice that is due by the clock; resolves to the number of sends. */
  deliverDue: () => Promise<number>;
  /** Closes and finishes trades that are due by the clock, without sending; resolves to how many. */
  tick: () => Promise<number>;
  /** The merchant's half of the contract, as in merchant.json. */
  merchant: Merchant;
};

/** Alipay's side of both protocols, without a socket. */
export function createEmulator({ store, fetch, now, random = randomBytes, contract, concurrency = 1 }: EmulatorOptions): Emulator {
  const bothHalves = contract ?? createContract(random);
  const ledger = new Ledger(store);
  const base = {
    contract: bothHalves,
    keys: readKeys(bothHalves),
    ledger,
    random,
    fetch,
    now: () => new Date(now().getTime() + stateOf(ledger).clockOffsetMs),
  };
  const world: World = { ...base, deliverDue: createDeliverDue(base, { concurrency }) };
  return {
    merchant: bothHalves.merchant,
    deliverDue: world.deliverDue,
    tick: async () => {
      const moved = advanceTrades(world);
      await ledger.written();
      return moved;
    },
    handle: async (request) => {
      advanceTrades(world);
      const answer = await route(world, request);
      await ledger.written();
      return answer;
    },
  };
}

async function route(world: World, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname === "/service/rest.htm") return restHtm(world, request, url);
  if (url.pathname === "/gateway.do" && isOneOf(request, ["GET", "POST"])) return gatewayDo(world, request, url);
  if (url.pathname.startsWith("/refund/")) return refundPage(world, request, url);
  if (url.pathname.startsWith("/bill/") && request.method === "GET") return downloadBill(world, request, url);
  if (url.pathname.startsWith("/cashier/")) return cashier(world, request, url);
  if (url.pathname.startsWith("/control/")) return control(world, request, url);
  return url.pathname === "/" ? homePage() : notFoundPage();
}

/** One address for two gateways: MAPI names a `service`, the current protocol a `method`. */
async function gatewayDo(world: World, request: Request, url: URL): Promise<Response> {
  const body = request.method === "POST" ? await request.clone().text() : "";
  const namesService = url.searchParams.has("service") || /(^|&)service=|name="service"/.test(body);
  return namesService ? mapi(world, request, url) : openapi(world, request, url);
}

/** A token request is a POST; the buyer enters the cashier with GET (docs/wire/alipay-wap.md §1). */
async function restHtm(world: World, request: Request, url: URL): Promise<Response> {
  const service = url.searchParams.get("service");
  if (request.method === "POST" && service !== AUTH_SERVICE) return answerToken(world, request);
  if (request.method === "GET" && service === TOKEN_SERVICE) return answerTokenByGet(world, request, url);
  if (request.method === "GET") return answerAuth(world, request, url.search.slice(1));
  return new Response(null, { status: 405, headers: { allow: "GET, POST" } });
}

function isOneOf(request: Request, methods: string[]): boolean {
  return methods.includes(request.method);
}
