import Link from "next/link";
import { formatFen } from "@/lib/shop/money";
import type { ReportLineRow } from "@/lib/shop/reports/get-report";
import { formatTime } from "../../../../format-time";
import { Badge, type Tone } from "../../../parts/badge";
import { text } from "../text";

const TONES: Record<string, Tone> = { same: "quiet", restored: "go", foreign: "quiet" };

/** Each line with both sums; what does not fit stands out. A list of cards on a phone, columns on a desk. */
export function ReportLines({ lines, nothing }: { lines: readonly ReportLineRow[]; nothing: string }) {
  if (lines.length === 0) return <p className="py-6 text-center text-ink-3 text-sm">{nothing}</p>;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-card px-4">
      {lines.map((line) => (
        <li key={line.id} className="grid gap-x-4 gap-y-1 py-3 text-sm md:grid-cols-[14rem_1fr_12rem] md:items-center">
          <div className="flex items-center gap-2">
            <Badge tone={TONES[line.verdict] ?? "bad"}>{text.verdicts[line.verdict] ?? line.verdict}</Badge>
            <span className="whitespace-nowrap text-ink-2">{text.types[line.type] ?? line.type}</span>
            <time dateTime={line.at.toISOString()} className="ml-auto whitespace-nowrap text-ink-3 tabular-nums md:ml-0">
              {formatTime(line.at).slice(11)}
            </time>
          </div>
          <Numbers line={line} />
          <Amounts line={line} />
        </li>
      ))}
    </ul>
  );
}

function Numbers({ line: { orderNo, tradeNo, outTradeNo, outRequestNo } }: { line: ReportLineRow }) {
  return (
    <div className="min-w-0 text-ink-3 text-xs">
      {orderNo && (
        <Link
          href={`/admin/orders/${orderNo}`}
          className="-my-2 inline-flex min-h-11 items-center md:-my-1 md:min-h-8 text-alipay text-sm tabular-nums underline underline-offset-2"
        >
          {orderNo}
        </Link>
      )}
      <code className="block break-all">{tradeNo}</code>
      {!orderNo && <code className="block break-all">{outTradeNo}</code>}
      {outRequestNo && <code className="block break-all">{outRequestNo}</code>}
    </div>
  );
}

function Amounts({ line: { verdict, billFen, ourFen } }: { line: ReportLineRow }) {
  if (billFen !== null && (billFen === ourFen || verdict === "foreign"))
    return <span className="font-semibold tabular-nums md:text-right">{formatFen(billFen)}</span>;
  return (
    <dl className="grid grid-cols-[auto_auto] justify-start gap-x-3 text-brand-deep tabular-nums md:justify-end [&>dd]:text-right">
      <dt>{text.columns.bill}</dt>
      <dd className="font-semibold">{billFen === null ? text.absent : formatFen(billFen)}</dd>
      <dt>{text.columns.ours}</dt>
      <dd className="font-semibold">{ourFen === null ? text.absent : formatFen(ourFen)}</dd>
    </dl>
  );
}
