import { describe, expect, test } from "vitest";
import type { ContractRefusal } from "@/lib/alipay/gateway";
import type { Word } from "@/lib/shop/contracts/standing";
import { aTrade, type FakeGateway, fakeGateway } from "@/test/fake-gateway";
import { PAYMENT, REFUND } from "@/test/gateway-requests";
import { watchGateway } from "./watch-gateway";

const UNVERIFIED: ContractRefusal = { kind: "unverified", code: "", evidence: "…" };

function watched(change: Partial<FakeGateway> = {}) {
  const words: string[] = [];
  const bare = Object.assign(fakeGateway(), change);
  const keep = async (_: unknown, { door, kind }: Word) => void words.push(`${door} ${kind}`);
  return { bare, gateway: watchGateway(bare, keep), words };
}

describe("what an answer says of a contract", () => {
  test("of the current protocol each answer is signed, and so is a no", async () => {
    const { bare, gateway, words } = watched({ protocol: "openapi" });
    await gateway.queryTrade("1");
    await gateway.closeTrade("1");
    bare.answers.query = { kind: "unknown", detail: "", refusal: UNVERIFIED };
    await gateway.queryTrade("1");
    expect(words).toEqual(["openapi verified", "openapi verified", "openapi unverified"]);
  });

  test("of the token protocol only a trade is signed; another answer shows that ours was good", async () => {
    const { bare, gateway, words } = watched();
    await gateway.queryTrade("1");
    await gateway.refund(REFUND);
    bare.trades.set("1", aTrade("1", 1));
    await gateway.queryTrade("1");
    expect(words).toEqual(["mapi taken", "mapi taken", "mapi verified"]);
  });

  test("a token comes from a door of its own", async () => {
    const { bare, gateway, words } = watched();
    await gateway.startPayment(PAYMENT);
    bare.answers.start = { ok: false, kind: "refused", code: "0005", detail: "", refusal: { kind: "refused", code: "0005", evidence: "" } };
    await gateway.startPayment(PAYMENT);
    bare.answers.start = { ok: false, kind: "refused", code: "0007", detail: "" };
    await gateway.startPayment(PAYMENT);
    expect(words).toEqual(["token verified", "token refused"]);
  });

  test("silence, a refund that is refused and what nobody was asked say nothing", async () => {
    const { bare, gateway, words } = watched({ protocol: "openapi" });
    bare.answers = {
      query: { kind: "unknown", detail: "503" },
      refund: { kind: "refused", code: "isv.insufficient-isv-permissions", detail: "", advice: "same_again_later" },
      queryRefund: { kind: "not_supported" },
    };
    await gateway.queryTrade("1");
    await gateway.refund(REFUND);
    await gateway.queryRefund(REFUND);
    await gateway.fetchBill("2026-11-21");
    await gateway.startPayment(PAYMENT);
    expect(words).toEqual([]);
  });

  test("a contract without closings or refunds is one for payments all the same", async () => {
    const { bare, gateway, words } = watched();
    bare.answers.close = { kind: "unknown", detail: "", refusal: { kind: "refused", code: "ILLEGAL_PARTNER_EXTERFACE", evidence: "" } };
    await gateway.closeTrade("1");
    bare.answers.close = { kind: "unknown", detail: "", refusal: UNVERIFIED };
    await gateway.closeTrade("1");
    expect(words).toEqual(["mapi unverified"]);
  });

  test("one to which bills and refunds are not allowed, not even with a signed answer, is one for payments all the same", async () => {
    const { bare, gateway, words } = watched({ protocol: "openapi" });
    const code = "isv.insufficient-isv-permissions";
    const refused = { kind: "unknown", detail: "the answer is not signed", refusal: { kind: "refused", code, evidence: "" } } as const;
    bare.answers = { bill: refused, refund: refused, queryRefund: refused };
    await gateway.fetchBill("2026-11-21");
    await gateway.refund(REFUND);
    await gateway.queryRefund(REFUND);
    expect(words).toEqual([]);
  });

  test("an answer about a payment does not wait for long until what it says of the contract is written down", async () => {
    const bare = fakeGateway();
    bare.trades.set("1", aTrade("1", 1));
    const waited: number[] = [];
    const limit = async (ms: number) => void waited.push(ms);
    const gateway = watchGateway(bare, () => new Promise(() => {}), limit);
    expect(await gateway.queryTrade("1")).toMatchObject({ kind: "trade" });
    expect(await gateway.startPayment(PAYMENT)).toMatchObject({ ok: true });
    expect(waited).toEqual([2_000, 2_000]);
  });

  test("the confirmation of a notice is signed by nobody and says nothing, so that a stranger's notices do not either", async () => {
    const { bare, gateway, words } = watched();
    bare.answers.confirm = "denied";
    await gateway.confirmNotification("n");
    await gateway.parseNotification(Buffer.from("forged"), null);
    expect(words).toEqual([]);
  });
});
