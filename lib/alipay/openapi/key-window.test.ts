import { expect, test } from "vitest";
import { NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { newRsaPair } from "../fixtures/contract";
import { createOpenApiGateway } from "./gateway";
import { buildNotification } from "./notification";
import { parseOpenApiConfig } from "./parse-config";
import { buildResponse } from "./response";
import { buildReturn } from "./return";
import { queryFields } from "./trade-record";

const FORM = "application/x-www-form-urlencoded";
const own = newRsaPair(2048);
const [former, today, stranger] = [newRsaPair(), newRsaPair(), newRsaPair()];
const pem = (pair: ReturnType<typeof newRsaPair>) => pair.publicKey.export({ type: "spki", format: "pem" }).toString();
const { contract } = newAppWorld("key");
const contractOf = ({ privateKey }: ReturnType<typeof newRsaPair>) => ({ ...contract, alipayPrivateKey: privateKey });

function configOf(keys: Record<string, string>) {
  const appPrivateKey = own.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return parseOpenApiConfig({ appId: contract.appId, sellerId: "2088102000000001", appPrivateKey, ...keys }, { now: NOW });
}

/** A shop with these keys, whose gateway answers under `signer`. */
function shopWith(keys: Record<string, string>, signer: ReturnType<typeof newRsaPair>) {
  const parsed = configOf(keys);
  if (!parsed.ok) throw new Error(parsed.problems.join());
  const network = async () => new Response(buildResponse(contractOf(signer), "alipay.trade.query", queryFields(paidRecord())));
  return createOpenApiGateway({ config: parsed.config, fetch: network, now: () => NOW });
}

test("while Alipay's key changes, messages under the old one and the new one are believed, and under no other", async () => {
  const keys = { alipayPublicKey: pem(today), formerAlipayPublicKey: pem(former) };
  for (const [signer, isBelieved] of [
    [today, true],
    [former, true],
    [stranger, false],
    [own, false],
  ] as const) {
    const shop = shopWith(keys, signer);
    const notice = Buffer.from(buildNotification(paidRecord(), OPENAPI_NOTICE, contractOf(signer)));
    expect((await shop.parseNotification(notice, FORM)).ok).toBe(isBelieved);
    expect(shop.parseReturn(buildReturn(paidRecord(), NOW, contractOf(signer))).ok).toBe(isBelieved);
    expect((await shop.queryTrade("X20261122A7")).kind).toBe(isBelieved ? "trade" : "unknown");
  }
});

test("once the old key is unset it is believed no more", async () => {
  const shop = shopWith({ alipayPublicKey: pem(today) }, former);
  const notice = Buffer.from(buildNotification(paidRecord(), OPENAPI_NOTICE, contractOf(former)));
  expect(await shop.parseNotification(notice, FORM)).toMatchObject({ ok: false, reason: "bad_signature" });
});

test("an owner is told that the old key is still believed, and of one that is today's or the shop's own", () => {
  expect(configOf({ alipayPublicKey: pem(today), formerAlipayPublicKey: pem(former) })).toMatchObject({
    warnings: [expect.stringContaining("ALIPAY_FORMER_PUBLIC_KEY")],
  });
  for (const wrong of [today, own])
    expect(configOf({ alipayPublicKey: pem(today), formerAlipayPublicKey: pem(wrong) })).toMatchObject({
      problems: [expect.stringContaining("ALIPAY_FORMER_PUBLIC_KEY must be")],
    });
  expect(configOf({ alipayPublicKey: pem(today), formerAlipayPublicKey: "x" })).toMatchObject({ ok: false });
});
