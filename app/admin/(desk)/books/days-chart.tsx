import { type DayFigures, netFen, totalOf } from "@/lib/shop/books/figures";
import { formatFen, shortFen } from "@/lib/shop/money";
import { DAY_WIDTH, HEIGHT, shapeOf } from "./chart-shape";
import { text } from "./text";

/** 2026-11-22 → 11-22, where all days are of one year. */
const shortDay = (day: string) => day.slice(5);

/** The days' payments, refunds and net as a picture of our own, drawn by the server. What it shows stands in the table beside it as well. */
export function DaysChart({ days }: { days: readonly DayFigures[] }) {
  const shape = shapeOf(days);
  const [first, last] = [days[0], days.at(-1)];
  if (!shape || !first || !last) return <p className="text-ink-3 text-sm">{text.noMoney}</p>;
  const total = totalOf(days);
  const best = days.reduce((one, other) => (other.paidFen > one.paidFen ? other : one));
  const middle = days.length > 4 ? days[Math.floor(days.length / 2)] : undefined;
  const nameOf = first.day.slice(0, 4) === last.day.slice(0, 4) ? shortDay : (day: string) => day;
  return (
    <figure>
      <svg
        role="img"
        aria-labelledby="days-chart-title days-chart-words"
        viewBox={`0 0 ${shape.width} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-40 w-full overflow-visible md:h-56"
      >
        <title id="days-chart-title">{text.chart(first.day, last.day)}</title>
        <desc id="days-chart-words">{text.describe(formatFen(total.paidFen), formatFen(total.refundedFen), formatFen(netFen(total)))}</desc>
        {shape.bars.map(({ day, x, paid, refunded }, nth) => (
          <g key={day}>
            <title>{wordsOf(days[nth] ?? first)}</title>
            <rect x={x} y={0} width={DAY_WIDTH} height={HEIGHT} className="fill-transparent" />
            <rect x={x + 1.5} y={paid.y} width={DAY_WIDTH - 3} height={paid.height} className="fill-alipay" />
            <rect x={x + 1.5} y={refunded.y} width={DAY_WIDTH - 3} height={refunded.height} className="fill-bad" />
          </g>
        ))}
        <line x1={0} x2={shape.width} y1={shape.zero} y2={shape.zero} className="stroke-ink-3" vectorEffect="non-scaling-stroke" />
        <polyline
          points={shape.net}
          fill="none"
          strokeWidth={days.length > 62 ? 1 : 2}
          strokeLinejoin="round"
          className="pointer-events-none stroke-ink"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div aria-hidden="true" className="mt-1 flex justify-between text-ink-3 text-xs tabular-nums">
        <span>{nameOf(first.day)}</span>
        {middle && <span>{nameOf(middle.day)}</span>}
        {days.length > 1 && <span>{nameOf(last.day)}</span>}
      </div>
      <figcaption className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
        <Key look="size-2.5 bg-alipay" name={text.paid} />
        <Key look="size-2.5 bg-bad" name={text.refunded} />
        <Key look="h-0.5 w-4 bg-ink" name={text.net} />
        {best.paidFen > 0 && <span className="tabular-nums">{text.best(nameOf(best.day), shortFen(best.paidFen))}</span>}
      </figcaption>
    </figure>
  );
}

function Key({ look, name }: { look: string; name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={look} />
      {name}
    </span>
  );
}

function wordsOf(day: DayFigures): string {
  return `${day.day}：${text.paid} ${formatFen(day.paidFen)}，${text.refunded} ${formatFen(day.refundedFen)}，${text.net} ${formatFen(netFen(day))}`;
}
