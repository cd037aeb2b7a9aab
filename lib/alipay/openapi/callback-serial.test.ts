import { describe, expect, test } from "vitest";
import { NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { encodeForm } from "../form";
import { certificateFields } from "./certificate-download";
import type { AppContract, SerialInCallbacks } from "./contract";
import { createOpenApiGateway } from "./gateway";
import { buildNotification, signCallback } from "./notification";
import { buildResponse } from "./response";
import { buildReturn } from "./return";
import { callbackStrings, SIGN_TYPE, signRsa2 } from "./sign";
import { noticeParams, queryFields } from "./trade-record";

const FORM = "application/x-www-form-urlencoded";
const WAYS: SerialInCallbacks[] = ["absent", "unsigned", "signed"];
const OTHER_SERIAL = "0123456789abcdef0123456789abcdef";

const world = newAppWorld("certificate");
const shop = createOpenApiGateway({ config: world.config, fetch, now: () => NOW });
const read = (body: string) => shop.parseNotification(Buffer.from(body), FORM);

function naming(contract: AppContract, inCallbacks: SerialInCallbacks): AppContract {
  if (!contract.certificates) throw new Error("not in certificate mode");
  return { ...contract, certificates: { ...contract.certificates, inCallbacks } };
}

/** A genuine notice, changed before it is signed and after. */
function notice(
  way: SerialInCallbacks,
  { before, after }: { before?: [string, string]; after?: (params: Map<string, string>) => unknown } = {},
) {
  const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE));
  if (before) params.set(...before);
  const signed = signCallback(params, naming(world.contract, way));
  after?.(signed);
  return encodeForm(signed);
}

const serial = world.contract.certificates?.alipayCertSn ?? "";

describe.each(WAYS)("with the certificate's serial %s", (way) => {
  test("a merchant takes the notice and the return, and reads the same in them", async () => {
    const contract = naming(world.contract, way);
    expect(await read(buildNotification(paidRecord(), OPENAPI_NOTICE, contract))).toMatchObject({
      ok: true,
      trade: { outTradeNo: "X20261122A7", status: "TRADE_SUCCESS", totalFen: 10_000 },
    });
    expect(shop.parseReturn(buildReturn(paidRecord(), NOW, contract))).toMatchObject({ ok: true, outTradeNo: "X20261122A7" });
  });

  test("a thief who changes, adds or takes away any signed value is refused", async () => {
    const names = [...new URLSearchParams(notice(way)).keys()].filter((name) => !["sign", "sign_type", "alipay_cert_sn"].includes(name));
    for (const name of names) {
      expect((await read(notice(way, { after: (params) => params.set(name, `${params.get(name)}1`) }))).ok, name).toBe(false);
      expect((await read(notice(way, { after: (params) => params.delete(name) }))).ok, name).toBe(false);
    }
    for (const extra of ["x=1", "refund_fee=1.00", "alipay_cert_sn[]=1", "agreement_no=1", "app_cert_sn=1"])
      expect((await read(`${notice(way)}&${extra}`)).ok, extra).toBe(false);
  });

  test("a thief who writes a serial of his own, or hides something in it, is refused", async () => {
    const values = [OTHER_SERIAL, `${serial}1`, ` ${serial}`, `${serial}&app_id=1`, `${serial}&auth_app_id=1`, "1&refund_fee=1.00"];
    for (const value of values)
      expect((await read(notice(way, { after: (params) => params.set("alipay_cert_sn", value) }))).ok, value).toBe(false);
    expect((await read(`${notice(way)}&alipay_cert_sn=${serial}&alipay_cert_sn=${serial}`)).ok).toBe(false);
  });

  test("a thief cannot move the serial into the value before it", async () => {
    const moved = notice(way, {
      before: ["agreement_no", "A1"],
      after: (params) => params.set("agreement_no", `A1&alipay_cert_sn=${serial}`) && params.delete("alipay_cert_sn"),
    });
    expect((await read(moved)).ok).toBe(false);
  });
});

test("the serial that is beside the signature says nothing: with it and without it a notice means the same", async () => {
  const expected = await read(notice("absent"));
  expect(await read(notice("unsigned"))).toEqual(expected);
  expect(await read(notice("absent", { after: (params) => params.set("alipay_cert_sn", serial) }))).toEqual(expected);
  expect(await read(notice("absent", { after: (params) => params.set("alipay_cert_sn", "") }))).toEqual(expected);
});

test("a signed serial cannot be taken away", async () => {
  expect(await read(notice("signed", { after: (params) => params.delete("alipay_cert_sn") }))).toMatchObject({ reason: "bad_signature" });
});

test("with bare keys no serial is read as signed, since no message of theirs has one", async () => {
  const bare = newAppWorld("key");
  const merchant = createOpenApiGateway({ config: bare.config, fetch, now: () => NOW });
  const params = new Map(noticeParams(paidRecord(), OPENAPI_NOTICE)).set("alipay_cert_sn", OTHER_SERIAL);
  const text = callbackStrings(params).at(-1) ?? "";
  expect(text).toContain("alipay_cert_sn=");
  const body = encodeForm([...params, ["sign_type", SIGN_TYPE], ["sign", signRsa2(text, bare.contract.alipayPrivateKey)]]);
  expect(await merchant.parseNotification(Buffer.from(body), FORM)).toMatchObject({ ok: false, reason: "bad_signature" });
});

test.each(WAYS)("a merchant who has followed Alipay to its next certificate takes notices under both, the serial %s", async (way) => {
  const next = world.certificates?.next();
  if (!next) throw new Error("no certificates");
  const network = async (_: string | URL | Request, init?: RequestInit) => {
    const method = new URLSearchParams(String(init?.body)).get("method") ?? "";
    const fields = method === "alipay.trade.query" ? queryFields(paidRecord()) : certificateFields(next.pem);
    return new Response(buildResponse(next.contract, method, fields));
  };
  const follower = createOpenApiGateway({ config: world.config, fetch: network, now: () => NOW });
  const under = (contract: AppContract) =>
    follower.parseNotification(Buffer.from(buildNotification(paidRecord(), OPENAPI_NOTICE, naming(contract, way))), FORM);
  expect(await under(next.contract)).toMatchObject({ ok: false, reason: way === "absent" ? "bad_signature" : "unknown_certificate" });
  expect(await follower.queryTrade("X20261122A7")).toMatchObject({ kind: "trade" });
  expect(await under(next.contract)).toMatchObject({ ok: true });
  expect(await under(world.contract)).toMatchObject({ ok: true });
});
