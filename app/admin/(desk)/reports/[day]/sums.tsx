import { formatFen } from "@/lib/shop/money";
import type { ReportSummary } from "@/lib/shop/reports/get-report";
import { Section } from "../../../parts/section";
import { text } from "../text";

type Side = { count: number; fen: number };

/** Counts and sums of both books, one under the other, so that a difference meets the eye. */
export function Sums({ report: { bill, ours } }: { report: ReportSummary }) {
  const rows = [
    { name: text.payments, bill: { count: bill.payments, fen: bill.paymentsFen }, ours: { count: ours.payments, fen: ours.paymentsFen } },
    { name: text.refunds, bill: { count: bill.refunds, fen: bill.refundsFen }, ours: { count: ours.refunds, fen: ours.refundsFen } },
  ];
  return (
    <Section title={text.sums}>
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="text-ink-3">
            <td />
            <th scope="col" className="pb-2 text-right font-normal">
              {text.bill}
            </th>
            <th scope="col" className="pb-2 text-right font-normal">
              {text.ours}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name} className="border-line border-t">
              <th scope="row" className="py-2.5 text-left font-medium">
                {row.name}
              </th>
              <Total side={row.bill} />
              <Total side={row.ours} differs={row.ours.fen !== row.bill.fen || row.ours.count !== row.bill.count} />
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Total({ side: { count, fen }, differs = false }: { side: Side; differs?: boolean }) {
  return (
    <td className={`py-2.5 text-right ${differs ? "text-brand-deep" : ""}`}>
      <span className="block font-semibold">{formatFen(fen)}</span>
      <span className={`block text-xs ${differs ? "" : "text-ink-3"}`}>{text.count(count)}</span>
    </td>
  );
}
