import { formatFen } from "@/lib/shop/money";
import type { ReportSummary, SideTotals } from "@/lib/shop/reports/get-report";
import { Section } from "../../../parts/section";
import { text } from "../text";

type Side = { count: number; fen: number };

/** Counts and sums of both books, one under the other, so that a difference meets the eye. */
export function Sums({ report: { bill, ours, other } }: { report: ReportSummary }) {
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
      {other.payments + other.refunds > 0 && <OtherBusiness other={other} />}
    </Section>
  );
}

/** Counted apart: it is in the same bill, and none of this shop's. */
function OtherBusiness({ other: { payments, paymentsFen, refunds, refundsFen } }: { other: SideTotals }) {
  return (
    <p className="flex flex-wrap justify-between gap-x-4 gap-y-1 border-line border-t pt-2.5 text-ink-2 text-sm tabular-nums">
      <span>{text.other}</span>
      <span className="flex flex-wrap gap-x-4">
        <span>
          {text.payments} {text.count(payments)} {formatFen(paymentsFen)}
        </span>
        {refunds > 0 && (
          <span>
            {text.refunds} {text.count(refunds)} {formatFen(refundsFen)}
          </span>
        )}
      </span>
    </p>
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
