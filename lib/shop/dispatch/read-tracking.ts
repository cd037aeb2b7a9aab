import { toCode } from "@/lib/server/typed-text";
import { findCourier, findWithoutNumber, isTrackingNo, LONGEST_TYPED_NUMBER, normaliseTrackingNo } from "@/lib/shop/parcels/couriers";
import { guessCouriers } from "@/lib/shop/parcels/guess-couriers";
import { hasLostDigits, lineOf } from "@/lib/shop/sheets/cells";
import { headingReader } from "@/lib/shop/sheets/headings";
import type { ReadRow } from "@/lib/shop/sheets/sheet";
import type { RowProblem, TrackingRow } from "./shipment-row";

const COLUMNS = ["orderNo", "courier", "trackingNo"] as const;
export type TrackingColumn = (typeof COLUMNS)[number];

/** How our own export, other shops and the programs that print labels call the three columns. */
export const readTrackingHeadings = headingReader<TrackingColumn>({
  orderNo: [
    "订单号",
    "订单编号",
    "订单ID",
    "商家订单号",
    "商户订单号",
    "平台订单号",
    "原始订单号",
    "外部订单号",
    "Order No",
    "Order number",
    "Name",
  ],
  courier: [
    "快递公司",
    "物流公司",
    "快递",
    "快递名称",
    "物流名称",
    "商品发货物流公司",
    "承运商",
    "快递编码",
    "Courier",
    "Carrier",
    "Tracking Company",
  ],
  trackingNo: ["快递单号", "运单号", "物流单号", "快递单", "物流编号", "面单号", "商品发货物流单号", "Tracking No", "Tracking Number"],
});

/** A cell is kept up to here for the file of those that failed. */
const MOST_KEPT = 100;

/**
 * What the rows under the headings say: which order, which courier, which number; nothing else of a row is read. `courier` is whose the
 * numbers are where a row does not say; null: it is told from the number where that is clear.
 */
export function readTracking(columns: readonly (TrackingColumn | null)[], rows: readonly ReadRow[], courier: string | null): TrackingRow[] {
  const places = COLUMNS.map((column) => columns.indexOf(column));
  return rows.map((row) => {
    const cells = places.map((place) => row.cells[place] ?? "");
    const odd = places.map((place) => row.odd?.[place]).find((one) => one !== undefined);
    return readRow(row.no, cells as [string, string, string], odd, courier);
  });
}

function readRow(
  position: number,
  cells: [string, string, string],
  odd: "error" | "date" | undefined,
  fallback: string | null,
): TrackingRow {
  const [order, courier, number] = cells.map((cell) => lineOf(firstOf(cell, LONGEST_TYPED_NUMBER + 1))) as [string, string, string];
  const kept = cells.map((cell) => firstOf(cell, MOST_KEPT)) as typeof cells;
  const row = {
    position,
    cells: kept,
    orderNo: toCode(order),
    courier: "",
    trackingNo: "",
    isGuessed: false,
    isBlank: false,
    problem: null,
  };
  if (number === "" && odd === undefined) {
    const way = findWithoutNumber(courier.slice(0, MOST_KEPT));
    if (!way) return { ...row, isBlank: true };
    return { ...row, courier: way, problem: orderProblem(order, row.orderNo) };
  }
  const trackingNo = normaliseTrackingNo(number.replace(/\.0+$/, ""));
  const problem = problemOf({ order, orderNo: row.orderNo, number, trackingNo, odd });
  if (problem) return { ...row, problem };
  return { ...row, trackingNo, ...courierOf(courier || (fallback ?? ""), trackingNo) };
}

/** Its first `most` characters. No emoji is cut in two: the database keeps no half of one. */
function firstOf(text: string, most: number): string {
  return Array.from(text.slice(0, 2 * most))
    .slice(0, most)
    .join("");
}

type Facts = { order: string; orderNo: string; number: string; trackingNo: string; odd: "error" | "date" | undefined };

function problemOf({ order, orderNo, number, trackingNo, odd }: Facts): RowProblem | null {
  if (odd !== undefined) return { code: `cell_${odd}` };
  const problem = orderProblem(order, orderNo);
  if (problem) return problem;
  if (hasLostDigits(number)) return { code: "number_e_notation" };
  return number.length <= LONGEST_TYPED_NUMBER && isTrackingNo(trackingNo) ? null : { code: "number_malformed" };
}

function orderProblem(order: string, orderNo: string): RowProblem | null {
  if (hasLostDigits(order)) return { code: "order_e_notation" };
  return orderNo === "" ? { code: "no_order" } : null;
}

/** A name that is there is never overruled; where there is none, only a number that is one courier's alone tells it. */
function courierOf(named: string, trackingNo: string): Pick<TrackingRow, "courier" | "isGuessed" | "problem"> {
  const nobody = { courier: "", isGuessed: false };
  if (named !== "") {
    const found = findCourier(named.slice(0, MOST_KEPT));
    return found
      ? { courier: found.name, isGuessed: false, problem: null }
      : { ...nobody, problem: { code: "courier_unknown", fact: firstOf(named, 20) } };
  }
  const [guess, ...others] = guessCouriers(trackingNo);
  if (!guess) return { ...nobody, problem: { code: "courier_missing" } };
  if (others.length === 0) return { courier: guess.name, isGuessed: true, problem: null };
  return { ...nobody, problem: { code: "courier_ambiguous", fact: [guess, ...others].map(({ name }) => name).join("、") } };
}
