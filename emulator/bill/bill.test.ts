import { expect, test } from "vitest";
import { wholeBill } from "@/lib/alipay/fixtures/whole-bill";
import { appCall } from "../testing/app-call";
import { refundedShop } from "../testing/refunded-shop";
import { EMULATOR, openMerchant } from "../testing/test-merchant";

const HOUR_MS = 3_600_000;
/** From a minute after noon in Beijing to nine the next morning. */
const UNTIL_READY_MS = 21 * HOUR_MS - 60_000;
const DAY = "2026-03-01";
const METHOD = "alipay.data.dataservice.bill.downloadurl.query";

test("an owner fetches yesterday's bill: every payment and refund of the day, and none of another", async () => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS);
  await shop.control("POST", "trades/T2/refund");
  expect(await wholeBill(await shop.gateway.fetchBill(DAY))).toMatchObject({
    kind: "bill",
    rows: [
      { outTradeNo: "T1", type: "payment", amountFen: 1980, outRequestNo: null },
      { outTradeNo: "T2", type: "payment", amountFen: 500 },
      { outTradeNo: "T1", type: "refund", amountFen: 300, outRequestNo: "R001" },
    ],
  });
});

test("the control API tells the truth about any day, today included", async () => {
  const shop = await refundedShop();
  const { body } = await shop.control("GET", `bill?date=${DAY}`);
  expect(body.rows).toMatchObject([
    { type: "payment", out_trade_no: "T1", amount: "19.80" },
    { type: "payment", out_trade_no: "T2", amount: "5.00" },
    { type: "refund", out_trade_no: "T1", out_request_no: "R001", amount: "3.00" },
  ]);
  expect((await shop.control("GET", "bill?date=2026-02-28")).body.rows).toEqual([]);
  expect((await shop.control("GET", "bill")).status).toBe(400);
});

test("a bill is ready at nine, and a day without business has none unless the settings say so", async () => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS - 1);
  const ask = async (day: string) => (await appCall(shop, METHOD, { bill_type: "trade", bill_date: day })).fields.sub_code;
  expect(await ask(DAY)).toBe("BILL_NOT_EXIST");
  expect(await shop.gateway.fetchBill(DAY)).toEqual({ kind: "not_ready" });
  shop.passTime(1);
  expect(await shop.gateway.fetchBill(DAY)).toMatchObject({ kind: "bill" });
  expect(await ask("2026-02-28")).toBe("NO_BILL_DATA");
  await shop.control("POST", "settings", { emptyBills: true });
  expect(await shop.gateway.fetchBill("2026-02-28")).toEqual({ kind: "empty" });
});

test.each([
  ["today", "trade", DAY, "INVAILID_ARGUMENTS"],
  ["a day to come", "trade", "2026-03-02", "INVAILID_ARGUMENTS"],
  ["a day of long ago", "trade", "2019-03-01", "INVAILID_ARGUMENTS"],
  ["a date that does not exist", "trade", "2026-02-30", "INVAILID_ARGUMENTS"],
  ["another kind of bill", "signcustomer", "2026-02-28", "TYPE_NOT_SUPPORTED"],
])("an owner who asks for %s is refused", async (_, type, day, code) => {
  const shop = openMerchant({ app: { mode: "key" } });
  expect((await appCall(shop, METHOD, { bill_type: type, bill_date: day })).fields).toMatchObject({ sub_code: code });
});

test("an address is good for thirty seconds, and for nobody who changes it", async () => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS);
  const { fields } = await appCall(shop, METHOD, { bill_type: "trade", bill_date: DAY });
  const url = String(fields.bill_download_url);
  const fetchBill = async (address: string) => (await shop.emulator.handle(new Request(address))).status;
  expect(url.startsWith(`${EMULATOR}/bill/`)).toBe(true);
  expect(await fetchBill(url)).toBe(200);
  expect(await fetchBill(url.replace(DAY, "2026-02-28"))).toBe(403);
  shop.passTime(29_999);
  expect(await fetchBill(url)).toBe(200);
  shop.passTime(1);
  expect(await fetchBill(url)).toBe(403);
});

test("a bill can lack a line, have one too many, or another sum", async () => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS);
  await shop.control("POST", "faults", [
    { fault: "missing-row", match: { out_trade_no: "T2" } },
    { fault: "extra-row", amountFen: 77 },
    { fault: "wrong-amount", amountFen: 1979, match: { channel: "bill", out_trade_no: "T1" } },
  ]);
  const bill = await wholeBill(await shop.gateway.fetchBill(DAY));
  expect(bill.kind === "bill" && bill.rows.map(({ outTradeNo, type, amountFen }) => [outTradeNo, type, amountFen])).toEqual([
    ["T1", "payment", 1979],
    ["T1", "refund", 300],
    [expect.stringMatching(/^UNKNOWN/), "payment", 77],
  ]);
  expect(await wholeBill(await shop.gateway.fetchBill(DAY))).toMatchObject({ rows: [{}, { outTradeNo: "T2" }, {}] });
});

test("an extra line may be of any number, also of one that looks like the shop's own", async () => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS);
  await shop.control("POST", "faults", { fault: "extra-row", amountFen: 77, outTradeNo: "XP1" });
  expect(await wholeBill(await shop.gateway.fetchBill(DAY))).toMatchObject({ rows: [{}, {}, {}, { outTradeNo: "XP1", amountFen: 77 }] });
});

test.each([
  ["hang", "unknown"],
  ["reset", "unknown"],
  ["http-error", "unknown"],
  ["lose-answer", "unknown"],
  ["garbage", "unreadable"],
])("a download under %s leaves the bill %s", async (fault, kind) => {
  const shop = await refundedShop();
  shop.passTime(UNTIL_READY_MS);
  await shop.control("POST", "faults", { fault, match: { channel: fault === "hang" ? "openapi" : "bill" } });
  if (fault === "hang") shop.waitAtMost(50);
  expect(await shop.gateway.fetchBill(DAY)).toMatchObject({ kind });
  expect(await shop.gateway.fetchBill(DAY)).toMatchObject({ kind: "bill" });
});
