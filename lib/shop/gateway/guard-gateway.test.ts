import { describe, expect, test, vi } from "vitest";
import { createCircuit } from "@/lib/server/circuit-breaker";
import { makeGateways } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";
import { type FakeGateway, fakeGateway } from "@/test/fake-gateway";
import { PAYMENT, REFUND } from "@/test/gateway-requests";
import { circuitOf, guardGateway, inAHurry, inBackground } from "./guard-gateway";

const SILENCE = { kind: "unknown", detail: "503" } as const;

/** A guarded gateway after so many silent answers; `time` ends every hurry. */
async function aShop({ silent = 0 } = {}) {
  const bare = fakeGateway();
  let endHurry: () => void = () => {};
  const hurry = new Promise<void>((resolve) => {
    endHurry = resolve;
  });
  let at = 0;
  const circuit = createCircuit({ now: () => new Date(at), random: () => 1 });
  const shop = { gateways: makeGateways(guardGateway(bare, circuit, () => hurry)) } as unknown as Shop;
  bare.answers.query = SILENCE;
  for (let i = 0; i < silent; i++) await shop.gateways.current.queryTrade("1");
  bare.answers = {};
  bare.asked.length = 0;
  const pass = (ms: number) => {
    at += ms;
  };
  return { bare, shop, endHurry, circuit, pass };
}

const never = <Answer>() => new Promise<Answer>(() => {});

describe("while the gateway answers", () => {
  test("everybody asks it, whoever is in a hurry or can wait", async () => {
    const { bare, shop } = await aShop({ silent: 4 });
    for (const who of [shop, inBackground(shop), inAHurry(shop)])
      expect(await who.gateways.current.queryTrade("1")).toEqual({ kind: "not_exist" });
    expect(bare.asked).toHaveLength(3);
  });

  test("who does not take our key is there: the breaker stays closed, and the alarm is another's", async () => {
    const { bare, shop, circuit } = await aShop();
    bare.answers.query = { kind: "unknown", detail: "", refusal: { kind: "unverified", code: "", evidence: "" } };
    for (let count = 0; count < 10; count++) await shop.gateways.current.queryTrade("1");
    expect(circuit.state().state).toBe("closed");
    expect(await inBackground(shop).gateways.current.queryTrade("1")).toMatchObject({ kind: "unknown", detail: "" });
    expect(bare.asked).toHaveLength(11);
  });

  test("what it refuses or does not know counts as an answer, and what nobody asked it as none", async () => {
    const { bare, shop, circuit } = await aShop({ silent: 4 });
    bare.answers = { queryRefund: { kind: "not_supported" }, refund: { kind: "owner_must_confirm", url: "https://a.example" } };
    await shop.gateways.current.queryRefund(REFUND);
    await shop.gateways.current.refund(REFUND);
    await shop.gateways.current.confirmNotification("n");
    await shop.gateways.current.startPayment(PAYMENT);
    bare.answers.query = SILENCE;
    await shop.gateways.current.queryTrade("1");
    expect(circuit.state().state).toBe("open");
    bare.answers.refund = { kind: "refused", code: "40004", detail: "", advice: "never" };
    await shop.gateways.current.refund(REFUND);
    expect(circuit.state().state).toBe("closed");
  });
});

describe("while the gateway does not answer", () => {
  test("a page that polls learns that nothing is known, and the gateway is not asked", async () => {
    const { bare, shop } = await aShop({ silent: 5 });
    const gateway = inBackground(shop).gateways.current;
    expect(await gateway.queryTrade("1")).toMatchObject({ kind: "unknown" });
    expect(await gateway.closeTrade("1")).toMatchObject({ kind: "unknown" });
    expect(await gateway.queryRefund(REFUND)).toMatchObject({ kind: "unknown" });
    expect(await gateway.fetchBill("2026-11-21")).toMatchObject({ kind: "unknown" });
    expect([bare.asked, bare.closed]).toEqual([[], []]);
  });

  test("a refund that is written down as sent is sent", async () => {
    const { bare, shop } = await aShop({ silent: 5 });
    expect(await inBackground(shop).gateways.current.refund(REFUND)).toMatchObject({ kind: "refunded" });
    expect(bare.refunded).toHaveLength(1);
  });

  test("one of many polling pages finds out whether it does again", async () => {
    const { bare, shop, pass } = await aShop({ silent: 5 });
    pass(5_000);
    bare.during.query = () => Promise.resolve();
    const gateway = inBackground(shop).gateways.current;
    const answers = await Promise.all(Array.from({ length: 20 }, () => gateway.queryTrade("1")));
    expect(answers.filter(({ kind }) => kind === "not_exist")).toHaveLength(1);
    expect(bare.asked).toHaveLength(1);
    expect(await gateway.queryTrade("1")).toEqual({ kind: "not_exist" });
  });

  const hanging: [string, (bare: FakeGateway) => void, (shop: Shop) => Promise<unknown>, unknown][] = [
    [
      "a buyer's way to the cashier",
      (bare) => Object.assign(bare, { startPayment: never }),
      ({ gateways }) => gateways.current.startPayment(PAYMENT),
      { ok: false, kind: "unknown" },
    ],
    [
      "a notice's confirmation",
      (bare) => Object.assign(bare, { confirmNotification: never }),
      ({ gateways }) => gateways.current.confirmNotification("n"),
      "unknown",
    ],
    [
      "the question before a second way to the cashier",
      (bare) => Object.assign(bare, { queryTrade: never }),
      ({ gateways }) => gateways.current.queryTrade("1"),
      { kind: "unknown" },
    ],
  ];
  test.each(hanging)("%s is tried all the same, but not waited for long", async (_name, hang, call, expected) => {
    const { bare, shop, endHurry } = await aShop({ silent: 5 });
    hang(bare);
    const answer = call(inAHurry(shop));
    endHurry();
    expect(await answer).toEqual(typeof expected === "string" ? expected : expect.objectContaining(expected as object));
  });

  test("an answer that comes after the hurry still tells that it answers again", async () => {
    const { bare, shop, endHurry, circuit } = await aShop({ silent: 5 });
    let answerAtLast: () => void = () => {};
    bare.during.query = () => new Promise<void>((resolve) => (answerAtLast = resolve));
    const answer = inAHurry(shop).gateways.current.queryTrade("1");
    endHurry();
    expect(await answer).toMatchObject({ kind: "unknown" });
    answerAtLast();
    await new Promise(setImmediate);
    expect(circuit.state().state).toBe("closed");
  });
});

test("a page that Next has loaded the module for once more finds the gateway that was guarded at boot", async () => {
  const { shop, circuit } = await aShop();
  vi.resetModules();
  const again = await import("./guard-gateway");
  expect(again.circuitOf).not.toBe(circuitOf);
  expect(again.circuitOf(shop.gateways.current)).toBe(circuit);
});

test("a gateway that is not guarded is asked by everybody", () => {
  const shop = { gateways: makeGateways(fakeGateway()) } as unknown as Shop;
  expect([inBackground(shop).gateways.current, inAHurry(shop).gateways.current]).toEqual([shop.gateways.current, shop.gateways.current]);
  expect(circuitOf(shop.gateways.current)).toBeUndefined();
});
