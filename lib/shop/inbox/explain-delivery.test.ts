import { expect, test } from "vitest";
import { OPENAPI_NOTICE, paidRecord } from "@/lib/alipay/fixtures/app-contract";
import { newPatient, pemOf } from "@/lib/alipay/fixtures/doctor-settings";
import { buildNotification } from "@/lib/alipay/openapi/notification";
import type { ContractTexts, Shop } from "../shop";
import { explainDelivery } from "./explain-delivery";

const { app, settings } = newPatient();
const body = buildNotification(paidRecord(), OPENAPI_NOTICE, app.contract);
const spoilt = { ...settings.openapi, alipayPublicKey: pemOf(app.contract.appPublicKey) };
const token: ContractTexts = { protocol: "wap-token", settings: { wap: settings.wap, openapi: {} } };
const of = (openapi: ContractTexts["settings"]["openapi"]): ContractTexts => ({ protocol: "openapi", settings: { wap: {}, openapi } });
const explained = (doctor: ContractTexts[], protocol = "openapi") => explainDelivery({ doctor } as unknown as Shop, { body, protocol });

test("a delivery is explained with the keys of its own protocol, whichever contract is the current one", () => {
  expect(explained([token, of(settings.openapi)])).toEqual([]);
  expect(explained([of(settings.openapi), token])).toEqual([]);
  expect(explained([token, of(spoilt)])).toMatchObject([{ about: "ALIPAY_PREVIOUS_PUBLIC_KEY" }]);
  expect(explained([of(spoilt), token])).toMatchObject([{ about: "ALIPAY_PUBLIC_KEY" }]);
});

test("where two contracts have its protocol, one that takes it is enough", () => {
  expect(explained([of(spoilt), of(settings.openapi)])).toEqual([]);
  expect(explained([of(spoilt), of(spoilt)])).toMatchObject([{ about: "ALIPAY_PUBLIC_KEY" }]);
});

test("where no contract has its protocol, that is what is said", () => {
  expect(explained([token])[0]?.about).toContain("ALIPAY_PUBLIC_KEY");
  expect(explained([])).toEqual([]);
});
