// What the owner's pages ask the database, by name.
import { listAudit } from "@/lib/shop/audit/list-audit";
import { listBestSellers } from "@/lib/shop/books/best-sellers";
import { type Days, readDays } from "@/lib/shop/books/read-days";
import { getCustomer } from "@/lib/shop/customers/get-customer";
import { listCustomers } from "@/lib/shop/customers/list-customers";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { countOpenDiscrepancies, listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { listDeliveries } from "@/lib/shop/inbox/list-deliveries";
import { getOwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { listHeldGoods } from "@/lib/shop/orders/list-held-goods";
import { listOrdersOfPhone, listOwnerOrders } from "@/lib/shop/orders/list-owner-orders";
import { OWNER_ORDER_TABS, type OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";
import { getOverview } from "@/lib/shop/overview/get-overview";
import { readNews } from "@/lib/shop/overview/read-news";
import { getReport, listReportLines, listReports } from "@/lib/shop/reports/get-report";
import type { Shop } from "@/lib/shop/shop";
import type { Sample } from "./databases";

export type Question = [name: string, ask: (shop: Shop, sample: Sample) => Promise<unknown>];

const list =
  (tab: OwnerOrderTab, search: (sample: Sample) => string = () => "", isDeep = false) =>
  (shop: Shop, sample: Sample) =>
    listOwnerOrders(shop, { tab, search: search(sample), ...(isDeep && { after: sample.deep }) });

/** So many days up to today. */
function lastDays({ now }: Shop, days: number): Days {
  const to = dayOf(now());
  return { from: dayAfter(to, 1 - days), to };
}

export const QUESTIONS: Question[] = [
  ["dashboard", getOverview],
  ["books: each of 30 days", (shop) => readDays(shop, lastDays(shop, 30))],
  ["books: each of 366 days", (shop) => readDays(shop, lastDays(shop, 366))],
  ["books: best sellers of 30 days", (shop) => listBestSellers(shop, lastDays(shop, 30))],
  ["books: best sellers of 92 days", (shop) => listBestSellers(shop, lastDays(shop, 92))],
  ["customers", (shop) => listCustomers(shop, { search: "" })],
  ["customers: a page from the middle", (shop, { deep }) => listCustomers(shop, { search: "", after: deep })],
  ["customers: commonest surname", (shop) => listCustomers(shop, { search: "王" })],
  ["customers: last 4 digits of a phone", (shop, { phone }) => listCustomers(shop, { search: phone.slice(-4) })],
  ["customers: first 3 digits of a phone", (shop, { phone }) => listCustomers(shop, { search: phone.slice(0, 3) })],
  ["one customer", (shop, { no }) => getCustomer(shop, no)],
  ["one customer's orders", (shop, { phone }) => listOrdersOfPhone(shop, phone)],
  ["news, asked every few seconds", readNews],
  ["held goods", listHeldGoods],
  ...OWNER_ORDER_TABS.map((tab): Question => [`orders, tab ${tab}`, list(tab)]),
  ["orders, a page from the middle", list("all", undefined, true)],
  ["orders, tab completed, from the middle", list("completed", undefined, true)],
  ["orders of seven days", (shop) => listOwnerOrders(shop, { tab: "all", search: "", days: lastDays(shop, 7) })],
  ["orders of seven days, commonest surname", (shop) => listOwnerOrders(shop, { tab: "all", search: "王", days: lastDays(shop, 7) })],
  ["search: whole phone", list("all", ({ phone }) => phone)],
  ["search: first 7 digits of a phone", list("all", ({ phone }) => phone.slice(0, 7))],
  ["search: first 3 digits of a phone", list("all", ({ phone }) => phone.slice(0, 3))],
  ["search: last 4 digits of a phone", list("all", ({ phone }) => phone.slice(-4))],
  ["search: whole name", list("all", ({ name }) => name)],
  ["search: commonest surname", list("all", () => "王")],
  ["search: commonest surname, closed ones", list("closed", () => "王")],
  ["search: a rare character", list("all", () => "涵")],
  ["search: a name that nobody has", list("all", () => "欧阳修")],
  ["search: order number", list("all", ({ no }) => no)],
  ["search: day of an order number", list("all", ({ no }) => no.slice(0, 6))],
  ["search: trade number", list("all", ({ tradeNo }) => tradeNo)],
  ["search: our number of a trade", list("all", ({ outTradeNo }) => outTradeNo)],
  ["search: goods", list("all", ({ goods }) => goods)],
  ["search: commonest goods", list("all", () => "碧螺春")],
  ["search: words of a note", list("all", () => "放门卫")],
  ["one order", (shop, { no }) => getOwnerOrder(shop, no)],
  ["discrepancies, open", (shop) => listDiscrepancies(shop, "open")],
  ["discrepancies, resolved", (shop) => listDiscrepancies(shop, "resolved")],
  ["discrepancies, resolved, one kind", (shop) => listDiscrepancies(shop, "resolved", { kind: "refund_failed" })],
  ["discrepancies, counted in the frame", countOpenDiscrepancies],
  ["notices", (shop) => listDeliveries(shop, { onlyBad: false })],
  ["notices, those that were refused", (shop) => listDeliveries(shop, { onlyBad: true })],
  ["notices, a page from the middle", (shop, { deepId }) => listDeliveries(shop, { onlyBad: false, after: deepId })],
  ["reports", (shop) => listReports(shop)],
  ["report of a day", async (shop, { day }) => [await getReport(shop, day), await listReportLines(shop, day, { show: "all", most: 200 })]],
  ["audit trail", (shop) => listAudit(shop, {})],
  ["audit trail, access", (shop) => listAudit(shop, { group: "access" })],
  ["audit trail, strangers", (shop) => listAudit(shop, { person: "stranger" })],
  ["audit trail, orders, on the console", (shop) => listAudit(shop, { group: "orders", person: "console" })],
];
