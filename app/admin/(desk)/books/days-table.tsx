import Link from "next/link";
import { type DayFigures, netFen, paidPercent, totalOf } from "@/lib/shop/books/figures";
import { formatFen } from "@/lib/shop/money";
import { text } from "./text";

const cell = "whitespace-nowrap px-2 py-1.5 text-right";

/** The same figures in numbers, newest first, with their sum; it scrolls sideways on a phone. */
export function DaysTable({ days }: { days: readonly DayFigures[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the keys.
    <section tabIndex={0} aria-label={text.table} className="-mx-4 overflow-x-auto px-2 md:-mx-5 md:px-3">
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="border-line border-b text-ink-3 text-xs">
            {text.columns.map((column, nth) => (
              <th
                key={column}
                scope="col"
                className={`whitespace-nowrap px-2 py-1.5 font-normal ${nth === 0 ? "text-left" : "text-right"}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day} className="border-line border-b last:border-0">
              <th scope="row" className="whitespace-nowrap px-2 py-1.5 text-left font-normal">
                <Link
                  href={`/admin/orders?from=${day.day}&to=${day.day}`}
                  className="-my-1.5 inline-flex min-h-11 items-center text-alipay md:min-h-8"
                >
                  {day.day}
                </Link>
              </th>
              <Cells figures={day} />
            </tr>
          ))}
        </tbody>
        {days.length > 1 && (
          <tfoot>
            <tr className="border-ink-3 border-t font-semibold">
              <th scope="row" className="px-2 py-1.5 text-left">
                {text.sum}
              </th>
              <Cells figures={totalOf(days)} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Cells({ figures }: { figures: Omit<DayFigures, "day"> }) {
  const percent = paidPercent(figures);
  return (
    <>
      <td className={cell}>{sum(figures.paidFen)}</td>
      <td className={cell}>{sum(figures.refundedFen)}</td>
      <td className={cell}>{sum(netFen(figures))}</td>
      <td className={cell}>{figures.placed}</td>
      <td className={cell}>{figures.placedAndPaid}</td>
      <td className={cell}>{percent === null ? text.none : text.percent(percent)}</td>
    </>
  );
}

/** Nothing is quiet, so that the days with money stand out. */
function sum(fen: number) {
  return fen === 0 ? <span className="text-ink-3">0</span> : formatFen(fen);
}
