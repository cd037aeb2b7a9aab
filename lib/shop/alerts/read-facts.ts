import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { AlertEvent } from "./outbox/alert-event";
import type { Fact } from "./send/fact";
import { text } from "./send/text";

const MINUTE_MS = 60_000;

/** A row of the outbox, as far as its words are made from it. */
export type QueuedAlert = { id: bigint; event: string; about: string; createdAt: Date };

type Told = Pick<Fact, "head" | "path"> & Partial<Pick<Fact, "orderNo" | "amountFen" | "goods" | "note">>;

/**
 * What alerts say, read as it is now, in the order of the rows. What is gone meanwhile has no fact. Nothing of a buyer is read: no
 * name, phone or address, nor the words of a request.
 */
export async function readFacts(shop: Shop, alerts: readonly QueuedAlert[]): Promise<Map<bigint, Fact>> {
  const keysOf = (event: AlertEvent) => alerts.filter((alert) => alert.event === event).map(({ about }) => about);
  const told: Record<AlertEvent, Map<string, Told>> = {
    order_paid: await readOrders(shop, keysOf("order_paid")),
    refund_requested: await readRefunds(shop, keysOf("refund_requested")),
    discrepancy: await readDiscrepancies(shop, keysOf("discrepancy")),
    low_stock: await readGoods(shop, keysOf("low_stock")),
    contract_refused: await readContracts(shop, keysOf("contract_refused")),
    gateway_silent: await readSilences(shop, keysOf("gateway_silent")),
    gateway_back: new Map(keysOf("gateway_back").map((contract) => [contract, { head: contract, path: "/admin" }])),
    backup_late: new Map(
      keysOf("backup_late").map((newest) => [newest, { head: text.backup, note: text.backedUp(newest), path: "/admin" }]),
    ),
  };
  return new Map(
    alerts.flatMap(({ id, event, about, createdAt }) => {
      const words = told[event as AlertEvent]?.get(about);
      if (!words) return [];
      const empty = { orderNo: null, amountFen: null, goods: [], note: "" };
      return [[id, { id: String(id), event: event as AlertEvent, at: createdAt, ...empty, ...words }] as const];
    }),
  );
}

async function readOrders({ db }: Shop, ids: string[]): Promise<Map<string, Told>> {
  if (ids.length === 0) return new Map();
  const orders = await db.order.findMany({
    where: { id: { in: ids } },
    select: { id: true, no: true, totalFen: true, lines: { select: LINE, orderBy: { id: "asc" } } },
  });
  return new Map(
    orders.map(({ id, no, totalFen, lines }) => {
      const goods = lines.map(({ title, variantName, quantity }) => ({ name: `${title} ${variantName}`.trim(), quantity }));
      return [id, { head: no, orderNo: no, amountFen: totalFen, goods, path: orderPath(no) }];
    }),
  );
}
const LINE = { title: true, variantName: true, quantity: true } as const;

async function readRefunds({ db }: Shop, ids: string[]): Promise<Map<string, Told>> {
  if (ids.length === 0) return new Map();
  const refunds = await db.refund.findMany({
    where: { id: { in: ids.map(BigInt) } },
    select: { id: true, amountFen: true, status: true, order: { select: { no: true } } },
  });
  return new Map(
    refunds.map(({ id, amountFen, status, order }) => {
      const no = order?.no ?? "";
      const note = status === "REQUESTED" ? "" : text.resolved;
      return [String(id), { head: no, orderNo: no, amountFen, note, path: orderPath(no) }];
    }),
  );
}

async function readDiscrepancies({ db }: Shop, ids: string[]): Promise<Map<string, Told>> {
  if (ids.length === 0) return new Map();
  const rows = await db.discrepancy.findMany({
    where: { id: { in: ids.map(BigInt) } },
    select: { id: true, kind: true, amountFen: true, outTradeNo: true, resolvedAt: true, order: { select: { no: true } } },
  });
  return new Map(
    rows.map(({ id, kind, amountFen, outTradeNo, resolvedAt, order }) => {
      const orderNo = order?.no ?? null;
      const words = (text.discrepancies as Record<string, string>)[kind] ?? kind;
      const note = `${words}${resolvedAt ? text.resolved : ""}`;
      return [String(id), { head: orderNo ?? outTradeNo ?? words, orderNo, amountFen, note, path: "/admin/discrepancies" }];
    }),
  );
}

async function readGoods({ db }: Shop, ids: string[]): Promise<Map<string, Told>> {
  if (ids.length === 0) return new Map();
  const variants = await db.variant.findMany({
    where: { id: { in: ids.map(Number) } },
    select: { id: true, name: true, stock: true, product: { select: { id: true, title: true } } },
  });
  return new Map(
    variants.map(({ id, name, stock, product }) => [
      String(id),
      { head: `${product.title} ${name}`.trim(), note: text.left(stock), path: `/admin/products/${product.id}` },
    ]),
  );
}

async function readContracts({ db }: Shop, standings: string[]): Promise<Map<string, Told>> {
  if (standings.length === 0) return new Map();
  const keys = standings.map((key) => ({ identity: key.slice(0, key.lastIndexOf(" ")), door: key.slice(key.lastIndexOf(" ") + 1) }));
  const rows = await db.contractStanding.findMany({
    where: { OR: keys },
    select: { identity: true, door: true, contract: true, code: true, alarmedAt: true },
  });
  return new Map(
    rows.map(({ identity, door, contract, code, alarmedAt }) => [
      `${identity} ${door}`,
      { head: contract, note: alarmedAt ? (code ?? "") : text.resolved, path: "/admin#contracts" },
    ]),
  );
}

async function readSilences({ db, now }: Shop, contracts: string[]): Promise<Map<string, Told>> {
  if (contracts.length === 0) return new Map();
  const rows = await db.gatewaySilence.findMany({ where: { contract: { in: contracts } }, select: { contract: true, since: true } });
  return new Map(
    rows.map(({ contract, since }) => {
      const minutes = since && Math.floor((now().getTime() - since.getTime()) / MINUTE_MS);
      return [contract, { head: contract, note: minutes === null ? text.resolved : text.silentFor(minutes), path: "/admin" }];
    }),
  );
}

function orderPath(no: string): string {
  return `/admin/orders/${no}`;
}
