import { expect, test } from "vitest";
import { openMerchant, type TestMerchant } from "@/emulator/testing/test-merchant";
import { settingsFromMerchant } from "@/lib/alipay/doctor/settings";
import { addDemoGoods } from "@/lib/shop/demo-goods/add-demo-goods";
import { findDemoGoods } from "@/lib/shop/demo-goods/find-demo-goods";
import { removeDemoGoods } from "@/lib/shop/demo-goods/remove-demo-goods";
import { lockOpening, pauseShop, resumeShop } from "@/lib/shop/opening/change-standing";
import { previewToken, visitPreview } from "@/lib/shop/opening/preview";
import { readOpening } from "@/lib/shop/opening/read-opening";
import { saveProfile } from "@/lib/shop/profile/save-profile";
import type { Shop, ShopConfig } from "@/lib/shop/shop";
import { actingAs, auditKinds } from "@/test/owner-access";
import { stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { checkContract } from "./check-contract";
import { openShop } from "./open-shop";
import { readCheck } from "./read-check";
import { readSteps } from "./steps";

const GATEWAY = "http://emulator.test/gateway.do";

/** An empty live shop whose contract is the emulator's, and the road to it; SHOP_URL answers as a shop does. */
async function liveShop(config: Partial<ShopConfig> = {}): Promise<{ shop: TestShop; ask: typeof fetch; merchant: TestMerchant }> {
  const merchant = openMerchant();
  const { appCert: _a, alipayCert: _b, rootCert: _c, aesKey: _d, ...contract } = merchant.emulator.merchant;
  const settings = settingsFromMerchant({ ...contract, gatewayUrl: GATEWAY });
  const made = await testShop({ demo: false, ...config });
  const shop = actingAs({ ...made, now: merchant.now, doctor: [{ protocol: "openapi" as const, settings }] }, 7);
  const ask: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.url.startsWith("http://emulator.test/")) return merchant.emulator.handle(request);
    return new Response(null, { status: request.method === "GET" ? 405 : 200 });
  };
  return { shop, ask, merchant };
}

const lacking = async (shop: Shop) => (await readSteps(shop)).flatMap(({ missing }) => missing);

test("an owner of an empty live shop is told step by step what is missing, and opens it when nothing is", async () => {
  const { shop, ask } = await liveShop();
  expect(await lacking(shop)).toEqual(["name", "logo", "contact", "freight", "category", "product", "preview", "check"]);
  expect(await openShop(shop)).toEqual({ ok: false, reason: "not_ready", steps: ["name", "contact", "category", "product", "alipay"] });
  await saveProfile(shop, { name: "山下茶铺", phone: "0571-00000000" });
  const { productId } = await stockGoods(shop);
  expect(await lacking(shop)).toEqual(["logo", "freight", "picture", "preview", "check"]);
  await shop.db.product.update({ where: { id: productId }, data: { images: ["u/0123456789abcdef01234567"] } });
  await visitPreview(shop, await previewToken(shop));
  expect(await checkContract(shop, ask)).toEqual({ ok: true, isGood: true });
  expect(await lacking(shop)).toEqual(["logo", "freight"]);
  expect(await openShop(shop)).toEqual({ ok: true });
  expect(await readOpening(shop)).toEqual({ standing: "open", note: "" });
  expect(await openShop(shop)).toEqual({ ok: false, reason: "moved" });
  expect(await pauseShop(shop, "")).toEqual({ ok: true });
  expect(await resumeShop(shop)).toEqual({ ok: true });
  expect(await auditKinds(shop)).toEqual(["profile_changed", "contract_checked", "shop_opened", "shop_paused", "shop_resumed"]);
});

test("what the check finds is kept without a key in it, and counts only for the contract that it speaks of", async () => {
  const { shop, ask, merchant } = await liveShop();
  await checkContract(shop, ask);
  const kept = JSON.stringify((await readCheck(shop))?.findings);
  expect(kept).toContain('"taken"');
  const secrets = Object.values(merchant.emulator.merchant).filter((value) => value && value.length > 30);
  expect(secrets).not.toHaveLength(0);
  for (const secret of secrets) expect(kept).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(await lacking(shop)).not.toContain("check");
  const changed = { ...shop, gateways: { ...shop.gateways, current: { ...shop.gateways.current, identity: "another key" } } };
  expect(await lacking(changed)).toContain("check_outdated");
});

test("a contract that the gateway refuses, and a gateway that does not answer, do not open the shop", async () => {
  const { shop, ask } = await liveShop();
  const [texts] = shop.doctor;
  if (!texts) throw new Error("no contract");
  const stranger = { ...texts, settings: { ...texts.settings, openapi: { ...texts.settings.openapi, appId: "2021000000000000" } } };
  expect(await checkContract({ ...shop, doctor: [stranger] }, ask)).toEqual({ ok: true, isGood: false });
  expect((await readCheck(shop))?.findings.map(({ finding }) => finding)).toContainEqual(
    expect.objectContaining({ code: "refused", cause: "identity" }),
  );
  expect(await lacking(shop)).toContain("check_bad");
  const nobody: typeof fetch = async () => {
    throw new TypeError("fetch failed");
  };
  expect(await checkContract(shop, nobody)).toEqual({ ok: true, isGood: false });
});

test("an owner who keeps pressing the button is told to wait, and Alipay is not asked again", async () => {
  const { shop, ask } = await liveShop({ contractChecksPerHour: 2 });
  let asked = 0;
  const counting: typeof fetch = (input, init) => {
    asked++;
    return ask(input, init);
  };
  await checkContract(shop, counting);
  await checkContract(shop, counting);
  const before = asked;
  expect(await checkContract(shop, counting)).toMatchObject({ ok: false, reason: "limited" });
  expect(asked).toBe(before);
});

/** A shop that lacks nothing but the button. */
async function readyShop(): Promise<TestShop> {
  const { shop, ask } = await liveShop();
  await saveProfile(shop, { name: "山下茶铺", phone: "0571-00000000" });
  const { productId } = await stockGoods(shop);
  await shop.db.product.update({ where: { id: productId }, data: { images: ["u/0123456789abcdef01234567"] } });
  await checkContract(shop, ask);
  return shop;
}

test("an owner who opens the shop in one tab while demo goods come in by another has none on sale in the open shop", async () => {
  const isWaiting = async (shop: TestShop) => {
    const { rows } = await shop.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length;
  };
  for (const first of ["open", "add"]) {
    const shop = await readyShop();
    const tabs: { open: () => Promise<{ ok: boolean }>; add: () => Promise<{ ok: boolean }> } = {
      open: () => openShop(shop),
      add: () => addDemoGoods(shop),
    };
    const ended: { ok: boolean }[] = [];
    const press = (tab: "open" | "add") => tabs[tab]().then((result) => ended.push(result));
    const pressed = await shop.db.$transaction(async (tx) => {
      await lockOpening(tx);
      const one = press(first === "open" ? "open" : "add");
      while (ended.length + (await isWaiting(shop)) < 1);
      const other = press(first === "open" ? "add" : "open");
      while (ended.length + (await isWaiting(shop)) < 2);
      return [one, other];
    });
    await Promise.all(pressed);
    const { standing } = await readOpening(shop);
    expect(standing === "open" && (await findDemoGoods(shop)).length > 0).toBe(false);
    expect(ended.filter(({ ok }) => ok)).toHaveLength(1);
  }
});

test("a demonstration that was resumed after a pause has to be opened all the same when it gets real keys", async () => {
  const { shop: live } = await liveShop();
  const demo = { ...live, config: { ...live.config, demo: true } };
  await pauseShop(demo, "盘点");
  await resumeShop(demo);
  expect(await openShop(live)).toMatchObject({ ok: false, reason: "not_ready" });
  expect(await addDemoGoods(live)).toMatchObject({ ok: true });
  expect(await lacking(live)).toContain("demo_goods");
});

test("a live shop does not open while demo goods are in it", async () => {
  const { shop } = await liveShop();
  await addDemoGoods(shop);
  expect(await lacking(shop)).toContain("demo_goods");
  await removeDemoGoods(shop);
  expect(await lacking(shop)).not.toContain("demo_goods");
});
