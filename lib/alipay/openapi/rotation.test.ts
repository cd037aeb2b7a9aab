import { expect, test } from "vitest";
import { type AppWorld, NOW, newAppWorld, OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import type { Gateway } from "../gateway";
import { certificateFields } from "./certificate-download";
import type { AppContract } from "./contract";
import { createOpenApiGateway } from "./gateway";
import { buildNotification } from "./notification";
import { parseRequest } from "./request";
import { buildResponse } from "./response";
import { queryFields } from "./trade-record";

const FORM = "application/x-www-form-urlencoded";

function certificatesOf({ certificates }: AppWorld) {
  if (!certificates) throw new Error("not in certificate mode");
  return certificates;
}

/** A gateway that signs with `signer` and hands out `pem` for its certificate. */
function shopWhen(world: AppWorld, { signer, pem }: { signer: AppContract; pem: string }): { shop: Gateway; asked: string[] } {
  const asked: string[] = [];
  const network = async (url: string | URL | Request, init?: RequestInit) => {
    const request = parseRequest(new URL(String(url)).search.slice(1), String(init?.body), world.findContract);
    if (!request.ok) throw new Error(request.subCode);
    asked.push(request.method);
    const fields = request.method === "alipay.trade.query" ? queryFields(paidRecord()) : certificateFields(pem);
    return new Response(buildResponse(signer, request.method, fields));
  };
  return { shop: createOpenApiGateway({ config: world.config, fetch: network, now: () => NOW }), asked };
}

test("Alipay changes its certificate, and the shop follows it with the next question", async () => {
  const world = newAppWorld("certificate");
  const next = certificatesOf(world).next();
  const { shop, asked } = shopWhen(world, { signer: next.contract, pem: next.pem });
  const notice = Buffer.from(buildNotification(paidRecord(), OPENAPI_NOTICE, next.contract));
  expect(await shop.parseNotification(notice, FORM)).toMatchObject({ ok: false, reason: "unknown_certificate" });
  expect(await shop.queryTrade("X20261122A7")).toMatchObject({ kind: "trade" });
  expect(await shop.parseNotification(notice, FORM)).toMatchObject({ ok: true });
  await shop.queryTrade("X20261122A7");
  expect(asked.filter((method) => method === "alipay.open.app.alipaycert.download")).toHaveLength(1);
});

test("a notice on its way, signed with the old certificate, is taken after the change as well", async () => {
  const world = newAppWorld("certificate");
  const next = certificatesOf(world).next();
  const { shop } = shopWhen(world, { signer: next.contract, pem: next.pem });
  await shop.queryTrade("X20261122A7");
  const late = Buffer.from(buildNotification(paidRecord(), OPENAPI_NOTICE, world.contract));
  expect(await shop.parseNotification(late, FORM)).toMatchObject({ ok: true });
});

test.each([
  [
    "another merchant's, which the same root has signed",
    {
      subject: [
        ["O", "别家"],
        ["CN", "2088000000000009-2021"],
      ] as [["O", string], ["CN", string]],
    },
  ],
  ["one that has expired", { validTo: new Date("2026-06-01T00:00:00Z") }],
])("but not to %s", async (_, changes) => {
  const world = newAppWorld("certificate");
  const next = certificatesOf(world).next(changes);
  const { shop } = shopWhen(world, { signer: next.contract, pem: next.pem });
  expect(await shop.queryTrade("X20261122A7")).toMatchObject({ kind: "unknown" });
});

test("but not to one of another root, nor to another than was named, nor to anything but a certificate", async () => {
  const world = newAppWorld("certificate");
  const foreign = certificatesOf(newAppWorld("certificate")).next();
  const next = certificatesOf(world).next();
  for (const { signer, pem } of [
    { signer: foreign.contract, pem: foreign.pem },
    { signer: next.contract, pem: certificatesOf(world).alipay },
    { signer: next.contract, pem: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----" },
    { signer: next.contract, pem: "" },
  ]) {
    expect(await shopWhen(world, { signer, pem }).shop.queryTrade("X20261122A7")).toMatchObject({ kind: "unknown" });
  }
});

test("with bare keys a certificate's serial in a message means nothing", async () => {
  const world = newAppWorld("key");
  const shop = createOpenApiGateway({ config: world.config, fetch, now: () => NOW });
  const notice = `${buildNotification(paidRecord(), OPENAPI_NOTICE, world.contract)}&alipay_cert_sn=0`;
  expect(await shop.parseNotification(Buffer.from(notice), FORM)).toMatchObject({ ok: true });
});
