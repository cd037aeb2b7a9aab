import { formatClock, formatTime } from "@/app/format-time";
import { ownersLang } from "@/lib/language/language";
import { formatFen } from "@/lib/shop/money";
import type { OrderView } from "@/lib/shop/orders/order";
import type { FromTo, OrderChangeView } from "@/lib/shop/orders/order-change";
import { changeText as text } from "../change-text";

/** What the owner changed of the order, the newest first, so that nobody pays a sum without having seen what became of it. */
export function OrderChanges({ view }: { view: Pick<OrderView, "changes" | "phase"> }) {
  const changes = [...view.changes].reverse();
  return changes.map((change, place) => (
    <section key={change.id} aria-labelledby={`change-${change.id}`} className="rounded-card bg-amber-soft p-4">
      <h2 id={`change-${change.id}`} className="font-semibold text-amber">
        {titleOf(change)}
      </h2>
      <dl className="mt-2 space-y-1.5 text-sm">
        {change.lines.map(({ title, variantName, quantity, ...sums }) => (
          <Sums
            key={`${title} ${variantName}`}
            name={text.line([title, variantName].filter(Boolean).join(" "), quantity)}
            lang={ownersLang()}
            sums={sums}
          />
        ))}
        <Sums name={text.freight} sums={change.shipping} words={freightInWords} />
        <Sums name={text.due} sums={change.total} isLoud />
      </dl>
      {change.moves && change.state === "applied" && <p className="mt-1.5 text-sm">{text.moved}</p>}
      {change.reason && (
        <p className="mt-1.5 break-words text-sm">
          {text.reason}
          <span lang={ownersLang()}>{change.reason}</span>
        </p>
      )}
      <p className="mt-1.5 text-ink-2 text-sm">
        {text.at} <span className="tabular-nums">{formatTime(change.createdAt)}</span>
      </p>
      {change.state === "waiting" && <p className="mt-2 font-medium text-sm">{text.waiting(formatClock(change.until))}</p>}
      {change.state === "paid" && <p className="mt-2 font-medium text-sm">{text.paidBefore}</p>}
      {change.state === "applied" && place === 0 && view.phase === "to_pay" && <p className="mt-2 font-medium text-sm">{text.agree}</p>}
    </section>
  ));
}

function titleOf({ state }: OrderChangeView): string {
  if (state === "waiting") return text.wanted;
  return state === "paid" ? text.overtaken : text.title;
}

function freightInWords(fen: number): string {
  return fen === 0 ? text.free : formatFen(fen);
}

/** Both sums, where they differ; the old one stays readable to those who hear it. */
function Sums({
  name,
  lang,
  sums,
  words = formatFen,
  isLoud = false,
}: {
  name: string;
  lang?: string | undefined;
  sums: FromTo;
  words?: (fen: number) => string;
  isLoud?: boolean;
}) {
  if (sums.fromFen === sums.toFen && !isLoud) return null;
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt lang={lang} className="min-w-0 break-words text-ink-2">
        {name}
      </dt>
      <dd className={`shrink-0 whitespace-nowrap tabular-nums ${isLoud ? "font-semibold text-base" : ""}`}>
        {sums.fromFen === sums.toFen ? words(sums.toFen) : text.arrow(words(sums.fromFen), words(sums.toFen))}
      </dd>
    </div>
  );
}
