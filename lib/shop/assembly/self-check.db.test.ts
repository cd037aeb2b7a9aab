import { beforeEach, expect, test } from "vitest";
import { aPaidOrder } from "@/test/refund-shop";
import { MINUTE_MS, type TestShop, testShop } from "@/test/test-shop";
import { checkInTurn, readLastCheck } from "../invariants/last-check";
import { checkFigure, readSelfCheck, selfCheck } from "./self-check";

beforeEach(() => {
  Object.assign(globalThis, { xiaopuCheck: undefined });
});

const takeAPiece = (shop: TestShop) => shop.db.variant.updateMany({ data: { stock: { decrement: 1 } } });
const bringItBack = (shop: TestShop) => shop.db.variant.updateMany({ data: { stock: { increment: 1 } } });
/** Whoever asks the database for what breaks an invariant waits for ever. */
const withoutAnswer = (shop: TestShop): TestShop => ({
  ...shop,
  db: new Proxy(shop.db, { get: (db, name) => (name === "$queryRaw" ? () => new Promise(() => {}) : Reflect.get(db, name)) }),
});

test("whoever watches the shop learns of what is broken within five minutes, and that it is mended", async () => {
  const shop = await testShop();
  await aPaidOrder(shop);
  expect(checkFigure()).toBeNull();
  await selfCheck(shop);
  expect(checkFigure()).toEqual({ broken: 0, unchecked: 0, checkedAt: shop.now() });
  await takeAPiece(shop);
  for (let minute = 0; minute < 5; minute++) {
    shop.advance(MINUTE_MS);
    await selfCheck(shop);
  }
  expect(checkFigure()).toMatchObject({ broken: 1, checkedAt: shop.now() });
  await bringItBack(shop);
  shop.advance(5 * MINUTE_MS);
  await selfCheck(shop);
  expect(checkFigure()).toMatchObject({ broken: 0 });
});

test("of many instances one checks, and all know what it found", async () => {
  const shop = await testShop();
  await aPaidOrder(shop);
  await takeAPiece(shop);
  const turns = await Promise.all([1, 2, 3].map(() => checkInTurn(shop, MINUTE_MS)));
  expect(turns.filter((check) => check !== null)).toHaveLength(1);
  await selfCheck(shop);
  expect(checkFigure()).toMatchObject({ broken: 1 });
  expect(await readLastCheck(shop)).toMatchObject({ checkedAt: shop.now(), broken: [{ code: "stock_differs_from_ledger", count: 1 }] });
  await bringItBack(shop);
});

test("a clock that was put back does not stop the checks", async () => {
  const shop = await testShop();
  await checkInTurn(shop, MINUTE_MS);
  shop.advance(-24 * 60 * MINUTE_MS);
  expect(await checkInTurn(shop, MINUTE_MS)).toMatchObject({ checkedAt: shop.now() });
});

test("an owner who opens the overview sees how it stands now, at most a minute ago", async () => {
  const shop = await testShop();
  await aPaidOrder(shop);
  expect(await readSelfCheck(shop)).toMatchObject({ broken: [], checkedAt: shop.now() });
  await takeAPiece(shop);
  const first = shop.now();
  shop.advance(MINUTE_MS - 1);
  expect(await readSelfCheck(shop)).toMatchObject({ broken: [], checkedAt: first });
  shop.advance(1);
  expect(await readSelfCheck(shop)).toMatchObject({ broken: [{ code: "stock_differs_from_ledger" }], checkedAt: shop.now() });
  expect(checkFigure()).toMatchObject({ broken: 1 });
  await bringItBack(shop);
});

test("the overview does not wait for a long check: it shows the last one", async () => {
  const shop = await testShop();
  await readSelfCheck(shop);
  const before = shop.now();
  shop.advance(10 * MINUTE_MS);
  expect(await readSelfCheck(withoutAnswer(shop))).toMatchObject({ broken: [], checkedAt: before });
});
