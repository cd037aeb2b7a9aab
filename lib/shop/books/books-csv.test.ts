import { expect, test } from "vitest";
import { booksCsv } from "./books-csv";
import { NO_FIGURES } from "./figures";

test("a bookkeeper reads a day of the file as numbers, also one that gave back more than it took", () => {
  const day = {
    ...NO_FIGURES,
    day: "2026-11-22",
    payments: 2,
    paidFen: 2680,
    held: 1,
    heldFen: 700,
    refunds: 1,
    refundedFen: 3000,
    placed: 3,
    placedAndPaid: 1,
  };
  expect(booksCsv([day, { ...NO_FIGURES, day: "2026-11-23" }], ["日期", "收款笔数"])).toBe(
    "\uFEFF日期,收款笔数\r\n2026-11-22,2,26.80,1,7.00,1,30.00,0.00,-3.20,3,1,33.3\r\n2026-11-23,0,0.00,0,0.00,0,0.00,0.00,0.00,0,0,\r\n",
  );
});
