// Buyers who order and pay one after the other, and try again when the shop does not answer.
import { setTimeout as pause } from "node:timers/promises";
import { PHONE, prepareCheckouts } from "@/bench/orders";
import type { ShopOnPair } from "./shop-on-pair";

const PHONES = 4;
/** Between two orders of one phone, in ms. */
const REST_MS = 150;
const TRY_AGAIN_MS = 100;
/** A shop that gives no answer for so long is asked anew, in ms. */
const PATIENCE_MS = 20_000;

export type Buyers = {
  /** When each order was placed, by performance.now(). */
  placedAt: number[];
  /** Tries that ended without an order. */
  failed: number;
  stop: () => Promise<void>;
};

export function sendBuyers(shop: ShopOnPair): Buyers {
  const over = new AbortController();
  const buyers: Buyers = { placedAt: [], failed: 0, stop };
  let network = 0;
  const phone = async () => {
    while (!over.signal.aborted) {
      const isPaid = await buyOne(shop, ++network, buyers).catch(() => false);
      if (!isPaid) buyers.failed++;
      await pause(isPaid ? REST_MS : TRY_AGAIN_MS);
    }
  };
  const phones = Array.from({ length: PHONES }, phone);
  async function stop() {
    over.abort();
    await Promise.all(phones);
  }
  return buyers;
}

/** Whether an order was placed and paid. */
async function buyOne(shop: ShopOnPair, network: number, { placedAt }: Buyers): Promise<boolean> {
  const { url, requests } = await prepareCheckouts(shop.shopUrl, shop.variantId, 1);
  const [form] = requests;
  if (!form) return false;
  // Each buyer has a network of their own, as a proxy in front would say.
  const headers = { ...form.headers, "x-forwarded-for": `10.${(network >> 8) & 255}.${network & 255}.1` };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(url, { method: "POST", body: form.body, headers, redirect: "manual", signal });
  const cashier = answer.headers.get("location") ?? "";
  await answer.arrayBuffer();
  const [outTradeNo] = /XP\d{26}/.exec(decodeURIComponent(cashier)) ?? [];
  if (answer.status !== 303 || !cashier.startsWith(shop.emulatorUrl) || !outTradeNo) return false;
  placedAt.push(performance.now());
  await (await fetch(cashier, { headers: { "user-agent": PHONE }, redirect: "manual", signal })).arrayBuffer();
  await shop.control("POST", `trades/${outTradeNo}/pay`, {});
  return true;
}
