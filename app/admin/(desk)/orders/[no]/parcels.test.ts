import { expect, test, vi } from "vitest";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { leftLines } from "./parcels";

vi.mock("./actions", () => ({}));

test("a clerk's form for a parcel has of an order's lines what to pack, and no sum", () => {
  const line = { id: 7n, title: "手账", variantName: "红", priceFen: 5_000, quantity: 2, discountFen: 1_000, adjustFen: 0 };
  const order = { lines: [line], parcels: [], unsentPieces: 0, refunds: [] } as unknown as OwnerOrder;
  expect(leftLines(order)).toEqual([{ id: 7n, title: "手账", variantName: "红", left: 2 }]);
});
