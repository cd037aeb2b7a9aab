import { describe, expect, test } from "vitest";
import { orderPhase } from "./order-phase";

const now = new Date("2026-11-22T01:00:00Z");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const pending = {
  status: "PENDING" as const,
  expiresAt: ago(-600),
  closeWanted: null,
  closeReason: null,
  returnedAt: null,
  unansweredSince: null,
  isWithheld: false,
  holdsMoney: false,
  keepsMoney: false,
  gaveBack: false,
};

describe("what a shopper is shown", () => {
  test("who has not paid may pay until the time is over", () => {
    expect(orderPhase(pending, now)).toBe("to_pay");
    expect(orderPhase({ ...pending, expiresAt: now }, now)).toBe("closing");
    expect(orderPhase({ ...pending, closeWanted: "buyer" }, now)).toBe("closing");
  });

  test("who comes back from the cashier sees that the result is being confirmed, for two minutes", () => {
    expect(orderPhase({ ...pending, returnedAt: ago(1) }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, returnedAt: ago(119), expiresAt: ago(60) }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, returnedAt: ago(120) }, now)).toBe("to_pay");
  });

  test("who comes back while the gateway has no answer is not asked to pay again after two minutes", () => {
    expect(orderPhase({ ...pending, returnedAt: ago(600), unansweredSince: ago(1) }, now)).toBe("confirming");
  });

  test("who is still at the cashier is not told so for one question without an answer, but when nobody knows any more", () => {
    expect(orderPhase({ ...pending, unansweredSince: ago(19) }, now)).toBe("to_pay");
    expect(orderPhase({ ...pending, unansweredSince: ago(20) }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, unansweredSince: ago(600), expiresAt: ago(60) }, now)).toBe("confirming");
  });

  test("who has paid what the seller's account has not received is never asked to pay again", () => {
    expect(orderPhase({ ...pending, isWithheld: true }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, isWithheld: true, expiresAt: ago(60) }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, isWithheld: true, status: "CLOSED" }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, isWithheld: true, status: "PAID" }, now)).toBe("paid");
  });

  test("whose money is held is never asked to pay again", () => {
    expect(orderPhase({ ...pending, holdsMoney: true }, now)).toBe("confirming");
    expect(orderPhase({ ...pending, status: "CLOSED", holdsMoney: true }, now)).toBe("closed_paid");
  });

  test("whose money the owner keeps is told of no refund that will never come, and never asked to pay again", () => {
    expect(orderPhase({ ...pending, status: "CLOSED", holdsMoney: true, keepsMoney: true }, now)).toBe("closed_kept");
    expect(orderPhase({ ...pending, holdsMoney: true, keepsMoney: true }, now)).toBe("confirming");
  });

  test("an order paid twice is paid", () => {
    expect(orderPhase({ ...pending, status: "PAID", holdsMoney: true }, now)).toBe("paid");
    expect(orderPhase({ ...pending, status: "SHIPPED" }, now)).toBe("shipped");
    expect(orderPhase({ ...pending, status: "COMPLETED" }, now)).toBe("completed");
    expect(orderPhase({ ...pending, status: "CLOSED" }, now)).toBe("closed");
  });
});
