import { expect, test } from "vitest";
import type { Shop } from "@/lib/shop/shop";
import { aTrade } from "@/test/fake-gateway";
import { type Walk, walk } from "@/test/step-by-step";
import { anOrder, MINUTE_MS, stockGoods, type TestOrder, type TestShop, testShop } from "@/test/test-shop";
import { closeOrder, requestClose } from "./close-order";
import { reviewDueOrders } from "./due-orders";
import { reviewOrder } from "./review-order";
import { startPayment } from "./start-payment";

const read = (shop: TestShop, { orderId }: TestOrder) => shop.db.order.findUniqueOrThrow({ where: { id: orderId } });

async function reviewAll(shop: TestShop): Promise<void> {
  while ((await reviewDueOrders(shop)) > 0);
}

/** Goes that many steps; true when the run was over before. */
async function goOn(walked: Walk<unknown>, steps: number): Promise<boolean> {
  for (let step = 0; step < steps; step++) if (await walked.step()) return true;
  return false;
}

type Close = (shop: Shop, orderId: string) => Promise<unknown>;
type Race = {
  /** The buyer was at the cashier before. */
  wasThere: boolean;
  /** Until when the order is held for a buyer who was never there, in ms; unless given, as long as for any other. */
  firstHoldMs?: number;
  /** How long a slow gateway keeps the buyer's request before the other begins, in ms. */
  lateMs?: number;
  /** Must hold at any moment after the buyer was sent off, or was not. */
  check?: (shop: TestShop, order: TestOrder, isSent: boolean) => Promise<void>;
};

/**
 * A buyer goes to the cashier while the order is closed: every way in which the one can be interrupted by the other. Whoever was
 * sent there pays before the link's time is over, and no notice ever comes.
 */
async function raceEveryWay(close: Close, { wasThere, firstHoldMs, lateMs = 0, check = async () => {} }: Race): Promise<number> {
  const shop = await testShop(firstHoldMs ? { firstHoldMs } : {});
  const holdMs = firstHoldMs ?? shop.config.orderExpiresInMs;
  const { variantId } = await stockGoods(shop, { stock: 1000 });
  let ways = 0;
  for (let first = 0, isOver = false; !isOver; first++) {
    for (let second = 0, isThrough = false; !isThrough; second++) {
      const order = await anOrder(shop, { variantId });
      if (wasThere) await startPayment(shop, order.orderId);
      shop.advance(holdMs - 1_000);
      const starting = walk(shop, (its) => startPayment(its, order.orderId));
      isOver = await goOn(starting, first);
      shop.advance(lateMs);
      const closing = walk(shop, (its) => close(its, order.orderId));
      isThrough = await goOn(closing, second);
      const started = await starting.finish();
      await check(shop, order, started.ok);
      await closing.finish();
      await check(shop, order, started.ok);
      if (started.ok) shop.gateway.trades.set(order.outTradeNo, aTrade(order.outTradeNo, order.totalFen));
      for (const minutes of [1, 1, 11, 2]) {
        shop.advance(minutes * MINUTE_MS);
        await reviewAll(shop);
      }
      const paid = await shop.db.payment.count({ where: { orderId: order.orderId } });
      expect(paid, `sent to the cashier: ${started.ok}, interrupted at ${first} and ${second}`).toBe(started.ok ? 1 : 0);
      ways++;
    }
  }
  return ways;
}

test.each([
  [false, 1_000],
  [true, 1_000],
  // The first link's time is over by then, as it was read: a second one is just being made.
  [true, 15_000],
])(
  "an order is not closed for its time under a buyer who is being sent to the cashier, at whatever moment (was there before: %s, %i ms late)",
  async (wasThere, lateMs) => {
    const check: Race["check"] = async (shop, order, isSent) => {
      const { status } = await read(shop, order);
      expect(isSent && status === "CLOSED", "sent to the cashier of a closed order").toBe(false);
    };
    expect(await raceEveryWay(closeOrder, { wasThere, lateMs, check })).toBeGreaterThan(10);
  },
  120_000,
);

test.each([false, true])(
  "whoever was sent to the cashier while the order was being cancelled (was there before: %s) is asked about until that is over",
  async (wasThere) => {
    const cancel: Close = (shop, orderId) => requestClose(shop, orderId, "buyer");
    expect(await raceEveryWay(cancel, { wasThere })).toBeGreaterThan(10);
  },
  120_000,
);

test.each([1_000, 90_000])(
  "an order whose first hold is just over is not closed under a buyer who is being sent to the cashier for the first time (%i ms late)",
  async (lateMs) => {
    const check: Race["check"] = async (shop, order, isSent) => {
      const { status } = await read(shop, order);
      expect(isSent && status === "CLOSED", "sent to the cashier of a closed order").toBe(false);
      expect(shop.gateway.closed, "closed at the gateway under its buyer").toEqual([]);
    };
    expect(await raceEveryWay(reviewOrder, { wasThere: false, firstHoldMs: 10 * MINUTE_MS, lateMs, check })).toBeGreaterThan(10);
  },
  120_000,
);
