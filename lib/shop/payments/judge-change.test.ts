import { describe, expect, test } from "vitest";
import { afterClosing, changeEndsAt, isEnded, mayApplyAtOnce, whyNotToChange } from "./judge-change";
import { isSumSeen, whyNotOpen } from "./judge-start";

const AT = new Date("2026-11-26T10:00:00Z");
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const unpaid = { status: "PENDING", closeWanted: null, changing: false, hasMoney: false };

describe("an owner's change of an order", () => {
  test("is for one that is unpaid, that nobody gives up, and that no other change waits for", () => {
    expect(whyNotToChange(unpaid)).toBeNull();
    expect(whyNotToChange({ ...unpaid, hasMoney: true })).toBe("paid");
    for (const status of ["PAID", "SHIPPED", "COMPLETED"]) expect(whyNotToChange({ ...unpaid, status })).toBe("paid");
    expect(whyNotToChange({ ...unpaid, status: "CLOSED" })).toBe("closed");
    expect(whyNotToChange({ ...unpaid, closeWanted: "buyer" })).toBe("closing");
    expect(whyNotToChange({ ...unpaid, changing: true })).toBe("changing");
  });

  test("stands at once where nobody was sent to pay the old sum, or the sum stays", () => {
    const sent = { startedAt: AT, payableUntil: later(30) };
    expect(mayApplyAtOnce({ isNewSum: true, open: sent })).toBe(false);
    expect(mayApplyAtOnce({ isNewSum: false, open: sent })).toBe(true);
    expect(mayApplyAtOnce({ isNewSum: true, open: { ...sent, startedAt: null } })).toBe(true);
    expect(mayApplyAtOnce({ isNewSum: true, open: null })).toBe(true);
  });

  test("stands by the gateway's word alone: what is unknown or still waits changes nothing, whatever the time", () => {
    for (const asOf of [AT, later(40)]) {
      const seen = { payableUntil: later(30), asOf };
      for (const kind of ["unknown", "waiting", "skipped"] as const) expect(afterClosing({ kind }, seen)).toBe("wait");
      expect(afterClosing({ kind: "settled" }, seen)).toBe("apply");
    }
    expect(afterClosing({ kind: "not_exist" }, { payableUntil: later(30), asOf: later(30) })).toBe("wait_for_window");
    expect(afterClosing({ kind: "not_exist" }, { payableUntil: later(30), asOf: later(30.3) }), "its link may last a margin longer").toBe(
      "wait_for_window",
    );
    expect(afterClosing({ kind: "not_exist" }, { payableUntil: later(30), asOf: later(31) })).toBe("apply_unopened");
  });

  test("leaves an old payment that is asked about until somebody says what became of it", () => {
    for (const kind of ["waiting", "unknown", "skipped"] as const) expect(isEnded({ kind })).toBe(false);
    expect(isEnded({ kind: "settled", settlement: { kind: "pending" } }), "paid, and kept back").toBe(false);
    expect(isEnded({ kind: "settled", settlement: { kind: "discrepancy", discrepancy: "unknown_status" } })).toBe(false);
    expect(isEnded({ kind: "settled", settlement: { kind: "discrepancy", discrepancy: "old_price" } })).toBe(true);
    expect(isEnded({ kind: "settled", settlement: { kind: "no_change" } })).toBe(true);
  });

  test("ends by itself, after the old payment's time is over", () => {
    expect(changeEndsAt({ startedAt: AT, payableUntil: later(30) }, AT).getTime()).toBeGreaterThan(later(31).getTime());
    expect(changeEndsAt({ startedAt: AT, payableUntil: AT }, later(30)).getTime()).toBe(later(40).getTime());
  });
});

test("a buyer pays what stands beside the button, and nothing while that is being changed", () => {
  expect(isSumSeen({ totalFen: 1500, termChanges: 1 }, 1500)).toBe(true);
  expect(isSumSeen({ totalFen: 1500, termChanges: 1 }, 1980)).toBe(false);
  expect(isSumSeen({ totalFen: 1500, termChanges: 1 }, undefined), "a button from before sums were sent along").toBe(false);
  expect(isSumSeen({ totalFen: 1980, termChanges: 0 }, undefined)).toBe(true);
  expect(whyNotOpen({ ...unpaid, changing: true })).toBe("changing");
});
