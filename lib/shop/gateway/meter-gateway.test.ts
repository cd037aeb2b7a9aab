import { expect, test } from "vitest";
import type { Gateway, TradeAnswer } from "@/lib/alipay/gateway";
import { readMetrics } from "@/lib/server/metrics/registry";
import { readExposition, sumOf } from "@/test/exposition";
import { fakeGateway } from "@/test/fake-gateway";
import { meterGateway, notingFetch } from "./meter-gateway";

/** A gateway that asks over the wire, by a wire that answers what it is told. */
function aGateway(answers: Partial<Gateway>): Gateway {
  const send = notingFetch(async () => new Response());
  const asking = Object.entries(answers).map(([name, answer]) => [
    name,
    async (...given: unknown[]) => {
      await send("https://gateway.example/");
      return (answer as (...args: unknown[]) => unknown)(...given);
    },
  ]);
  return meterGateway({ ...fakeGateway(), ...Object.fromEntries(asking) });
}

const counted = async (method: string, outcome: string) =>
  sumOf(readExposition((await readMetrics()).text), "xiaopu_gateway_call_seconds_count", { method, outcome });

test.each<[string, TradeAnswer, string]>([
  ["says something", { kind: "not_exist" }, "ok"],
  ["gives no usable answer", { kind: "unknown", detail: "no whole answer" }, "unknown"],
  ["refuses the contract", { kind: "unknown", detail: "", refusal: { kind: "refused", code: "X", evidence: "" } }, "refused"],
])("whoever watches sees a question to which the gateway %s", async (_, answer, outcome) => {
  const before = await counted("query_trade", outcome);
  await aGateway({ queryTrade: async () => answer as never }).queryTrade("1");
  expect(await counted("query_trade", outcome)).toBe(before + 1);
});

test("sees a refund that the gateway refuses, and a notice that it denies", async () => {
  const gateway = aGateway({
    refund: async () => ({ kind: "refused", code: "X", detail: "", advice: "never" }),
    confirmNotification: async () => "denied",
  });
  await gateway.refund({} as never);
  await gateway.confirmNotification("1");
  expect(await counted("refund", "refused")).toBe(1);
  expect(await counted("confirm_notification", "refused")).toBe(1);
});

test("is shown no question that went out to nobody", async () => {
  const gateway = meterGateway(fakeGateway());
  await gateway.closeTrade("1");
  expect(await counted("close_trade", "ok")).toBe(0);
});

test("sees a call that throws as one of which nothing is known, and the caller hears of it", async () => {
  const broken = async () => {
    throw new RangeError("a mistake of the caller");
  };
  await expect(aGateway({ queryRefund: broken }).queryRefund({} as never)).rejects.toThrow(RangeError);
  expect(await counted("query_refund", "unknown")).toBe(1);
});
