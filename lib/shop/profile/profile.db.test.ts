import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { expect, onTestFinished, test } from "vitest";
import { stampOf } from "@/lib/server/stamp";
import { startPayment } from "@/lib/shop/payments/start-payment";
import { storePicture } from "@/lib/shop/pictures/store-picture";
import { actingAs } from "@/test/owner-access";
import { anOrder, testShop } from "@/test/test-shop";
import { changePicture } from "./change-picture";
import { EMPTY_PROFILE } from "./profile";
import { readProfile } from "./read-profile";
import { saveProfile } from "./save-profile";

test("an owner who says nothing has an empty profile; what is said stays, and who changed what is in the trail", async () => {
  const shop = actingAs(await testShop(), 7);
  expect(await readProfile(shop)).toEqual(EMPTY_PROFILE);
  await saveProfile(shop, { name: "山下茶铺", hotWords: ["龙井"] });
  await saveProfile(shop, { phone: "0571-00000000" });
  await saveProfile(shop, { name: "山下茶铺", phone: "0571-00000001" });
  expect(await readProfile(shop)).toEqual({ ...EMPTY_PROFILE, name: "山下茶铺", hotWords: ["龙井"], phone: "0571-00000001" });
  const trail = await shop.db.auditEntry.findMany({ orderBy: { id: "asc" } });
  expect(trail).toMatchObject([
    { kind: "profile_changed", ownerId: 7, before: { name: "" }, after: { name: "山下茶铺", hotWords: ["龙井"] } },
    { before: { phone: "" }, after: { phone: "0571-00000000" } },
    { before: { phone: "0571-00000000" }, after: { phone: "0571-00000001" } },
  ]);
  expect(trail[2]?.after).toEqual({ phone: "0571-00000001" });
});

test("two owners who save two parts at once both keep theirs", async () => {
  const shop = await testShop();
  await Promise.all([saveProfile(shop, { name: "山下茶铺" }), saveProfile(shop, { phone: "0571-00000000" })]);
  expect(await readProfile(shop)).toMatchObject({ name: "山下茶铺", phone: "0571-00000000" });
});

test("an owner whose settings are open in two tabs does not take the other one's words back, and other parts are not in the way", async () => {
  const shop = await testShop();
  const was = stampOf({ phone: "", wechat: "" });
  expect(await saveProfile(shop, { phone: "0571-00000000", wechat: "tea_shop" }, was)).toMatchObject({ ok: true });
  expect(await saveProfile(shop, { phone: "", wechat: "tea_shop_2" }, was)).toEqual({ ok: false, reason: "moved" });
  expect(await readProfile(shop)).toMatchObject({ phone: "0571-00000000", wechat: "tea_shop" });
  expect(await saveProfile(shop, { name: "山下茶铺" }, stampOf({ name: "" }))).toMatchObject({ ok: true });
  const now = stampOf({ wechat: "tea_shop", phone: "0571-00000000" });
  expect(await saveProfile(shop, { phone: "0571-00000001", wechat: "tea_shop" }, now)).toMatchObject({ ok: true });
});

test("a buyer reads the shop's name at Alipay, and the same again after the owner renamed it: another subject is another request", async () => {
  const shop = await testShop();
  await saveProfile(shop, { name: "山下茶铺" });
  const order = await anOrder(shop);
  await startPayment(shop, order.orderId);
  await saveProfile(shop, { name: "山上茶铺" });
  await startPayment(shop, order.orderId);
  const other = await anOrder(shop);
  await startPayment(shop, other.orderId);
  expect(shop.gateway.subjects).toEqual([...[`山下茶铺订单${order.no}`, `山下茶铺订单${order.no}`], `山上茶铺订单${other.no}`]);
});

test("an owner who replaces the logo has the new one and no file of the old one; of two tabs the last one's stays, and nothing else", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "xiaopu-profile-"));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const shop = actingAs(await testShop({ dataDir }), 7);
  const upload = async () => {
    const stored = await storePicture(
      shop,
      await sharp({ create: { width: 50, height: 50, channels: 3, background: "#3a7" } })
        .png()
        .toBuffer(),
    );
    if (!stored.ok) throw new Error(stored.reason);
    return stored.name;
  };
  const kept = async () => [...new Set((await readdir(path.join(dataDir, "uploads"))).map((file) => `u/${file.slice(0, 24)}`))];
  await changePicture(shop, "logo", await upload());
  const both = await Promise.all([upload(), upload()]);
  await Promise.all(both.map((name) => changePicture(shop, "logo", name)));
  const { logo } = await readProfile(shop);
  expect(both).toContain(logo);
  expect(await kept()).toEqual([logo]);
  await changePicture(shop, "logo", "");
  expect(await kept()).toEqual([]);
  expect((await shop.db.auditEntry.findMany()).map(({ kind }) => kind)).toEqual(Array(4).fill("profile_changed"));
});
