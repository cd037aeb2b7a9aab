import { describe, expect, test } from "vitest";
import { sweep } from "@/lib/shop/assembly/sweep";
import { createBuyer } from "@/lib/shop/buyers/buyer-token";
import { forgetBrowser } from "@/lib/shop/buyers/forget-browser";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { eraseBuyerAddresses, findBuyerAddresses } from "@/lib/shop/privacy/buyer-addresses";
import { collect } from "@/test/collect";
import { actingAs } from "@/test/owner-access";
import { ADDRESS, stockGoods, type TestShop, testShop } from "@/test/test-shop";
import { type Address, MOST_ADDRESSES } from "./address";
import { addressDigest } from "./address-digest";
import { readBook, readSaved } from "./read-book";
import { rememberAddress, rememberedAddress } from "./remembered-address";
import { addAddress, changeAddress, makeDefault, removeAddress } from "./save-address";

const OFFICE: Address = { ...ADDRESS, detail: "公司前台" };
const at = (nth: number): Address => ({ ...ADDRESS, detail: `${nth} 号` });

async function aBrowser() {
  const shop = await testShop();
  const { id } = await createBuyer(shop);
  const add = (address: Address, isDefault = false) => addAddress(shop, id, { address, isDefault });
  const book = () => readBook(shop, id);
  return { shop, id, add, book };
}

async function order(shop: TestShop, buyerId: string, address: Address, variantId: number): Promise<void> {
  shop.advance(1_000);
  const items = [{ variantId, quantity: 1, expectedPriceFen: 1980 }];
  const form = { idempotencyKey: addressDigest({ ...address, name: String(shop.now()) }).slice(0, 43), items, address, note: "" };
  expect(await checkOut(shop, buyerId, { ...form, fromCart: false })).toMatchObject({ ok: true });
}

describe("a shopper's address book", () => {
  test("keeps an address once, however often it is saved, and the default comes first", async () => {
    const { shop, add, book } = await aBrowser();
    expect(await add(ADDRESS)).toEqual({ ok: true });
    shop.advance(1_000);
    expect(await add(OFFICE)).toEqual({ ok: true });
    expect(await add(OFFICE)).toEqual({ ok: true });
    expect(await add(ADDRESS, true)).toEqual({ ok: true });
    expect(await book()).toMatchObject([
      { ...ADDRESS, isDefault: true },
      { ...OFFICE, isDefault: false },
    ]);
  });

  test("has one default, and the checkout begins with it rather than with the last one used", async () => {
    const { shop, id, add, book } = await aBrowser();
    await rememberAddress(shop.db, id, OFFICE);
    expect(await rememberedAddress(shop, id)).toEqual(OFFICE);
    await add(ADDRESS, true);
    await add(at(3), true);
    expect((await book()).filter(({ isDefault }) => isDefault)).toMatchObject([at(3)]);
    const [, other] = await book();
    expect(await makeDefault(shop, id, other?.id ?? "")).toEqual({ ok: true });
    expect(await rememberedAddress(shop, id)).toEqual(ADDRESS);
  });

  test("takes no more than twenty, also when two tabs save at once", async () => {
    const { add, book } = await aBrowser();
    for (let nth = 1; nth < MOST_ADDRESSES; nth++) await add(at(nth));
    const results = await Promise.all([add(at(98)), add(at(99))]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await add(at(100))).toEqual({ ok: false, reason: "full", most: MOST_ADDRESSES });
    expect(await add(at(1), true)).toEqual({ ok: true });
    expect(await book()).toHaveLength(MOST_ADDRESSES);
  });

  test("one that is corrected is the one that the next checkout begins with, and no second one stays", async () => {
    const { shop, id, add, book } = await aBrowser();
    await add(ADDRESS);
    await add(OFFICE);
    await rememberAddress(shop.db, id, ADDRESS);
    const wrong = (await book()).find(({ detail }) => detail === ADDRESS.detail);
    expect(await changeAddress(shop, id, { id: wrong?.id ?? "", address: OFFICE, isDefault: false })).toEqual({ ok: true });
    expect(await book()).toMatchObject([OFFICE]);
    expect(await rememberedAddress(shop, id)).toEqual(OFFICE);
  });

  test("one that is taken out is not offered at the next checkout either", async () => {
    const { shop, id, add, book } = await aBrowser();
    await add(ADDRESS);
    await rememberAddress(shop.db, id, ADDRESS);
    const [saved] = await book();
    await removeAddress(shop, id, saved?.id ?? "");
    await removeAddress(shop, id, saved?.id ?? "");
    expect(await book()).toEqual([]);
    expect(await rememberedAddress(shop, id)).toBeNull();
  });

  test("of another browser is neither read, changed, chosen nor taken out", async () => {
    const { shop, add, book } = await aBrowser();
    await add(ADDRESS);
    const [saved] = await book();
    const { id: stranger } = await createBuyer(shop);
    const theirs = saved?.id ?? "";
    expect(await readSaved(shop, stranger, theirs)).toBeNull();
    expect(await changeAddress(shop, stranger, { id: theirs, address: OFFICE, isDefault: true })).toMatchObject({ reason: "not_found" });
    expect(await makeDefault(shop, stranger, theirs)).toMatchObject({ reason: "not_found" });
    await removeAddress(shop, stranger, theirs);
    expect(await book()).toMatchObject([{ ...ADDRESS, isDefault: false }]);
    expect(await readSaved(shop, stranger, "'; DROP TABLE")).toBeNull();
  });
});

describe("who orders", () => {
  test("finds each address that was sent to in the book, the last one first", async () => {
    const { shop, id, book } = await aBrowser();
    const { variantId } = await stockGoods(shop, { stock: 50 });
    for (const address of [ADDRESS, OFFICE, ADDRESS]) await order(shop, id, address, variantId);
    expect(await book()).toMatchObject([ADDRESS, OFFICE]);
  });

  test("with a full book is not made to tidy up: the one used longest ago makes room, never the default", async () => {
    const { shop, id, add, book } = await aBrowser();
    const { variantId } = await stockGoods(shop, { stock: 50 });
    await add(at(0), true);
    for (let nth = 1; nth < MOST_ADDRESSES; nth++) {
      shop.advance(1_000);
      await add(at(nth));
    }
    await order(shop, id, OFFICE, variantId);
    const details = (await book()).map(({ detail }) => detail);
    expect(details).toHaveLength(MOST_ADDRESSES);
    expect(details).toContain(OFFICE.detail);
    expect(details).toContain("0 号");
    expect(details).not.toContain("1 号");
  });
});

describe("what is kept of a person", () => {
  test("can be handed out and erased by the phone number, from every browser, and the trail says so", async () => {
    const { shop, id, add, book } = await aBrowser();
    await add(ADDRESS);
    await add({ ...OFFICE, phone: "13900000009" });
    await rememberAddress(shop.db, id, ADDRESS);
    expect(await collect(findBuyerAddresses(shop, ADDRESS.phone))).toMatchObject([ADDRESS]);
    expect(await eraseBuyerAddresses(actingAs(shop, 7), ADDRESS.phone)).toBe(1);
    expect(await book()).toMatchObject([{ phone: "13900000009" }]);
    expect(await rememberedAddress(shop, id)).toMatchObject({ phone: "13900000009" });
    expect(await shop.db.auditEntry.findMany()).toMatchObject([{ kind: "buyer_data_erased", after: { addresses: 1 } }]);
  });

  test("goes with the browser that is forgotten", async () => {
    const { shop, id, add } = await aBrowser();
    await add(ADDRESS);
    await forgetBrowser(shop, id);
    expect(await shop.db.buyerAddress.count()).toBe(0);
  });

  test("stays with a browser that has only saved an address, as long as a cart would", async () => {
    const { shop, add } = await aBrowser();
    await add(ADDRESS);
    shop.advance(80 * 24 * 3600_000);
    await sweep(shop);
    expect(await shop.db.buyerAddress.count()).toBe(1);
    shop.advance(11 * 24 * 3600_000);
    await sweep(shop);
    expect(await shop.db.buyerAddress.count()).toBe(0);
  });
});
