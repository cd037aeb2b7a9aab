import "server-only";
import type { Work } from "@/lib/server/work-loop";
import { dueChannels, outsideOf } from "../alerts/due-channels";
import { endOldAlerts } from "../alerts/end-alerts";
import { watchBackups } from "../backups/watch-backups";
import { continueShipments } from "../dispatch/confirm-shipments";
import { dueWork, periodicWork } from "../due/due-work";
import { continueImports } from "../exchange/confirm-import";
import { circuitOf, inAHurry, inBackground } from "../gateway/guard-gateway";
import { recordStuck } from "../invariants/record-stuck";
import { receiveDue } from "../orders/receive-due";
import { CHANGES } from "../payments/due-changes";
import { NOTICES } from "../payments/due-notices";
import { FIRST_QUESTIONS, ORDERS_AT_CASHIER, UNTRIED_ORDERS } from "../payments/due-orders";
import { sweepPictures } from "../pictures/sweep-pictures";
import { sweepUnnamed } from "../pictures/sweep-unnamed";
import { turnReductions } from "../promotions/turn-reductions";
import { REFUNDS, REPORTED_REFUNDS } from "../refunds/due/due-refunds";
import { refundUnusablePayments } from "../refunds/requested/refund-unusable-payments";
import { DAYS, openDueDays } from "../reports/due-days";
import { billersOf } from "../reports/fetch-bills";
import { fillSearchWords } from "../search/fill-search-words";
import type { Shop } from "../shop";
import { dueWords } from "../word/due-words";
import { endOldWords } from "../word/end-words";
import { compareClocks } from "./compare-clocks";
import { selfCheck } from "./self-check";
import { sweep } from "./sweep";
import { watchContracts } from "./watch-contracts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * All that time drives, each kind in a loop of its own: one that is slow holds up no other. Whatever comes to the worker comes
 * into this list. What asks the gateway stops while that does not answer, but for one piece that finds out; a buyer's first
 * question does not stop, and is not waited for long. While there are two gateways no loop stops, and the one that does not answer
 * is left alone.
 */
export function allWork(ours: Shop): Work[] {
  const given: Shop = { ...ours, occasion: "worker" };
  const isAlone = given.gateways.all.length === 1;
  const needs = isAlone ? circuitOf(given.gateways.current) : undefined;
  const shop = isAlone ? given : inBackground(given);
  const since = given.now();
  return [
    dueWork(inAHurry(given), FIRST_QUESTIONS),
    dueWork(shop, ORDERS_AT_CASHIER, { needs }),
    dueWork(shop, UNTRIED_ORDERS),
    // Each ends by itself, also while the gateway is silent.
    dueWork(inBackground(given), CHANGES),
    dueWork(shop, NOTICES, { needs }),
    dueWork(shop, REFUNDS, { needs }),
    dueWork(shop, REPORTED_REFUNDS, { needs }),
    periodicWork(shop, "unusable_payments", refundUnusablePayments, { needs }),
    ...(billersOf(shop).length > 0
      ? [
          periodicWork(shop, "opening_days", openDueDays, { everyMs: MINUTE_MS }),
          dueWork(shop, DAYS, { everyMs: 10_000, longestMs: 6 * HOUR_MS, needs }),
        ]
      : []),
    // After a standstill the loops above catch up first.
    periodicWork(shop, "stuck", () => recordStuck(shop, { since }), { everyMs: MINUTE_MS, firstAfterMs: MINUTE_MS }),
    periodicWork(shop, "self_check", selfCheck, { everyMs: MINUTE_MS, firstAfterMs: MINUTE_MS }),
    // Not through the breaker: whoever refuses is there, and with the checkout closed nobody else asks.
    periodicWork(given, "contracts", watchContracts, { everyMs: 5_000 }),
    // Asks nobody but the owner's own services, each with a bound of its own.
    dueWork(given, dueChannels(outsideOf(given.config)), { longestMs: MINUTE_MS }),
    periodicWork(shop, "old_alerts", endOldAlerts, { everyMs: MINUTE_MS }),
    dueWork(given, dueWords(outsideOf(given.config)), { longestMs: 2 * MINUTE_MS }),
    periodicWork(shop, "old_buyer_words", endOldWords, { everyMs: MINUTE_MS }),
    // The first one is written after the start.
    periodicWork(shop, "backups", watchBackups, { everyMs: 10 * MINUTE_MS, firstAfterMs: 30 * MINUTE_MS }),
    periodicWork(shop, "clocks", compareClocks, { everyMs: MINUTE_MS }),
    periodicWork(given, "receipts", receiveDue, { everyMs: MINUTE_MS }),
    periodicWork(shop, "imports", continueImports, { everyMs: 5_000 }),
    periodicWork(shop, "shipments", continueShipments, { everyMs: 5_000 }),
    periodicWork(shop, "search_words", fillSearchWords, { everyMs: 2_000 }),
    periodicWork(shop, "promotions", turnReductions, { everyMs: 5_000 }),
    periodicWork(shop, "sweep", sweep, { everyMs: HOUR_MS }),
    periodicWork(shop, "pictures", sweepPictures, { everyMs: HOUR_MS }),
    // It looks through the whole store, and is in no hurry: not with each start, and once a day.
    periodicWork(shop, "unnamed_pictures", sweepUnnamed, { everyMs: 24 * HOUR_MS, firstAfterMs: HOUR_MS, longestMs: 6 * HOUR_MS }),
  ];
}
