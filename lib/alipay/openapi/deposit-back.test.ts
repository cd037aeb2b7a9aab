import { expect, test } from "vitest";
import { APP_ID, NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { encodeForm, parseForm } from "../form";
import { buildDepositBack } from "./deposit-back";
import { createOpenApiGateway } from "./gateway";
import { buildNotification } from "./notification";
import { callbackStrings, requestString, signRsa2 } from "./sign";

const FORM = "application/x-www-form-urlencoded";
const TOLD = {
  outTradeNo: "X1",
  tradeNo: "2026112222001468450512505578",
  outRequestNo: "R001",
  outcome: "done" as const,
  amountFen: 500,
  at: new Date("2026-11-22T06:49:27Z"),
  expectedAt: null,
};

const world = newAppWorld("key", { aes: true });
const shop = createOpenApiGateway({ config: world.config, fetch, now: () => NOW });
const read = (body: string, type: string | null = FORM) => shop.parseDepositBack(Buffer.from(body), type);
const genuine = buildDepositBack(TOLD, OPENAPI_NOTICE, world.contract);
const fields = () => {
  const form = parseForm(genuine);
  return form.ok ? form.params : new Map<string, string>();
};

/** Signed by Alipay, whatever it says. */
function signed(change: (params: Map<string, string>) => unknown, strings = requestString): string {
  const params = fields();
  params.delete("sign");
  change(params);
  return encodeForm(params.set("sign", signRsa2(strings(params), world.contract.alipayPrivateKey)));
}

function saying(content: Record<string, unknown>): string {
  return signed((params) => params.set("biz_content", JSON.stringify({ ...JSON.parse(params.get("biz_content") ?? ""), ...content })));
}

test("Alipay tells that a bank has booked a refund, plain or encrypted, with its sign_type signed or not", () => {
  const expected = { ok: true, notifyId: OPENAPI_NOTICE.notifyId, depositBack: TOLD };
  expect(read(genuine)).toEqual(expected);
  expect(read(buildDepositBack(TOLD, OPENAPI_NOTICE, world.contract, { encrypted: true }))).toEqual(expected);
  expect(
    read(
      signed(
        () => undefined,
        (params) => callbackStrings(params as Map<string, string>)[0] ?? "",
      ),
    ),
  ).toEqual(expected);
});

test("a card that refuses is told too, and names no sum", () => {
  const failed = { ...TOLD, outcome: "failed" as const, amountFen: null, at: null };
  expect(read(buildDepositBack(failed, OPENAPI_NOTICE, world.contract))).toMatchObject({ ok: true, depositBack: failed });
});

test("a thief who changes, adds, takes away or moves a value is refused", () => {
  for (const name of fields().keys()) {
    const params = fields();
    params.set(name, `${params.get(name)}1`);
    expect(read(encodeForm(params)), name).toMatchObject({ ok: false });
    params.delete(name);
    expect(read(encodeForm(params)), name).toMatchObject({ ok: false });
  }
  expect(read(`${genuine}&x=1`)).toMatchObject({ reason: "bad_signature" });
  expect(read(`${genuine}&app_id=${APP_ID}`)).toMatchObject({ reason: "malformed" });
  const moved = fields();
  moved.set("app_id", `${APP_ID}&biz_content=${moved.get("biz_content")}`);
  moved.set("biz_content", "");
  expect(read(encodeForm(moved))).toMatchObject({ ok: false });
});

test.each<[string, string, string | null, string]>([
  ["another type", genuine, "application/json", "content_type"],
  ["another app's", signed((params) => params.set("app_id", "2021000000000000")), FORM, "wrong_app"],
  ["another message", signed((params) => params.set("msg_method", "alipay.fund.trans.order.changed")), FORM, "wrong_service"],
  ["another algorithm", signed((params) => params.set("sign_type", "RSA")), FORM, "wrong_sec_id"],
  ["a notice of a trade", buildNotification(paidRecord(), OPENAPI_NOTICE, world.contract), FORM, "missing_field"],
  ["contents that are no JSON", signed((params) => params.set("biz_content", "[")), FORM, "undecryptable"],
  ["an unknown outcome", saying({ dback_status: "P" }), FORM, "malformed"],
  ["an inherited name for an outcome", saying({ dback_status: "constructor" }), FORM, "malformed"],
  ["a sum that is none", saying({ dback_amount: "1e2" }), FORM, "malformed_amount"],
  ["a time that is none", saying({ bank_ack_time: "2026-02-30 00:00:00" }), FORM, "malformed_time"],
  ["no number", saying({ out_request_no: "" }), FORM, "missing_field"],
  ["a number that is no text", saying({ trade_no: 1 }), FORM, "missing_field"],
])("a message that is %s is refused", (_, body, type, reason) => {
  expect(read(body, type)).toMatchObject({ ok: false, reason });
});

test("a message about a card is no notice of a trade", async () => {
  expect(await shop.parseNotification(Buffer.from(genuine), FORM)).toMatchObject({ ok: false });
});
