import "server-only";
import type { Shop } from "@/lib/shop/shop";
import type { RowProblem, RowState } from "./shipment-row";

/** Rows whose mistakes the page shows; all of them are in the file of what failed. */
const SHOWN = 200;
/** Rows of a page of what is to be sent: all can be read, so that nobody confirms what was not shown. */
const PER_PAGE = 100;

export type ShipmentLine = {
  position: number;
  orderNo: string;
  /** Of the order as it is, since the file's own is not kept. */
  receiverName: string;
  courier: string;
  trackingNo: string;
  isGuessed: boolean;
  isFurther: boolean;
  outcome: string | null;
};
export type WrongLine = { position: number; orderNo: string; trackingNo: string; problem: RowProblem };

export type ShipmentView = {
  id: string;
  isConfirmed: boolean;
  isOver: boolean;
  counts: Record<RowState, number> & { done: number; failed: number; guessed: number };
  /** From 1. */
  page: number;
  pages: number;
  lines: ShipmentLine[];
  wrong: WrongLine[];
};

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const IS_WRONG = { OR: [{ state: "wrong" }, { outcome: "failed" }] };

/**
 * A file of tracking numbers that an owner brought in, for its page, with the `page`th part of what is to be sent, or the last where there
 * are fewer; null for what is gone, over, or another owner's.
 */
export async function getShipments(shop: Shop, ownerId: number, id: string, page = 1): Promise<ShipmentView | null> {
  const found = await findFile(shop, ownerId, id);
  if (!found) return null;
  const groups = await shop.db.shipmentFileRow.groupBy({ by: ["state", "outcome", "isGuessed"], where: { fileId: id }, _count: true });
  const count = (of: (group: (typeof groups)[number]) => boolean) => groups.filter(of).reduce((sum, group) => sum + group._count, 0);
  const ofState = (state: RowState) => count((group) => group.state === state);
  const pages = Math.max(1, Math.ceil(ofState("ready") / PER_PAGE));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    ...{ id, isConfirmed: found.confirmedAt !== null, isOver: found.endedAt !== null, page: shown, pages },
    counts: {
      ...{ ready: ofState("ready"), repeat: ofState("repeat"), same: ofState("same"), blank: ofState("blank"), wrong: ofState("wrong") },
      done: count(({ outcome }) => outcome === "done"),
      failed: count(({ outcome }) => outcome === "failed"),
      guessed: count(({ state, isGuessed }) => state === "ready" && isGuessed),
    },
    lines: await readLines(shop, id, shown),
    wrong: await readWrong(shop, id),
  };
}

function findFile(shop: Shop, ownerId: number, id: string) {
  if (!ID.test(id)) return null;
  return shop.db.shipmentFile.findFirst({
    where: { id, ownerId, expiresAt: { gt: shop.now() } },
    select: { confirmedAt: true, endedAt: true },
  });
}

async function readLines(shop: Shop, fileId: string, page: number): Promise<ShipmentLine[]> {
  const rows = await shop.db.shipmentFileRow.findMany({
    ...{ where: { fileId, state: "ready" }, orderBy: { position: "asc" }, skip: (page - 1) * PER_PAGE, take: PER_PAGE },
    select: { position: true, orderId: true, courier: true, trackingNo: true, isGuessed: true, isFurther: true, outcome: true },
  });
  const orders = await shop.db.order.findMany({
    where: { id: { in: rows.flatMap(({ orderId }) => orderId ?? []) } },
    select: { id: true, no: true, receiverName: true },
  });
  const found = new Map(orders.map((order) => [order.id, order]));
  return rows.map(({ orderId, ...row }) => {
    const order = found.get(orderId ?? "");
    return { ...row, orderNo: order?.no ?? "", receiverName: order?.receiverName ?? "" };
  });
}

async function readWrong(shop: Shop, fileId: string): Promise<WrongLine[]> {
  const rows = await shop.db.shipmentFileRow.findMany({
    ...{ where: { fileId, ...IS_WRONG }, orderBy: { position: "asc" }, take: SHOWN },
    select: { position: true, cells: true, problem: true },
  });
  return rows.map(({ position, cells: [orderNo = "", , trackingNo = ""], problem }) => {
    return { position, orderNo, trackingNo, problem: problem as RowProblem };
  });
}

/** What cannot be sent or could not be, as it was in the file, each with what was wrong; null as above. */
export async function getFailedShipments(
  shop: Shop,
  ownerId: number,
  id: string,
): Promise<{ position: number; cells: string[]; problem: RowProblem }[] | null> {
  if (!(await findFile(shop, ownerId, id))) return null;
  const rows = await shop.db.shipmentFileRow.findMany({
    ...{ where: { fileId: id, ...IS_WRONG }, orderBy: { position: "asc" } },
    select: { position: true, cells: true, problem: true },
  });
  return rows.map(({ problem, ...row }) => ({ ...row, problem: problem as RowProblem }));
}
