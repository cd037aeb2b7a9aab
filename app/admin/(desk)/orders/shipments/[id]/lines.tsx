import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import type { ShipmentLine, ShipmentView } from "@/lib/shop/dispatch/get-shipments";
import { Badge } from "../../../../parts/badge";
import { Pager } from "../../../../parts/pager";
import { Section } from "../../../../parts/section";
import { problemInWords, shipmentText as text } from "../text";

/** What is wrong with which row, and those rows as a file. */
export function Wrong({ view: { id, wrong, counts } }: { view: ShipmentView }) {
  if (wrong.length === 0) return null;
  return (
    <Section title={text.wrongTitle} tone="loud">
      <p className="mb-3 text-ink-2 text-sm">{text.wrongHint}</p>
      <ul className="divide-y divide-line text-sm">
        {wrong.map(({ position, orderNo, trackingNo, problem }) => (
          <li key={position} className="break-words py-2">
            <p className="text-ink-2 tabular-nums">
              {text.row(position)} {orderNo} {trackingNo}
            </p>
            <p className="font-medium">{problemInWords(problem)}</p>
          </li>
        ))}
      </ul>
      {wrong.length < counts.wrong + counts.failed && <p className="mt-3 text-ink-2 text-sm">{text.shownFirst(wrong.length)}</p>}
      {/* A plain link: the answer is a file. */}
      <a href={`/admin/orders/shipments/${id}/failed`} download className={buttonClass("outline", "mt-3")}>
        {text.failedFile}
      </a>
    </Section>
  );
}

/** A page of what is to be sent, or was, a line each. */
export function Lines({ view: { id, lines, page, pages, isConfirmed } }: { view: ShipmentView }) {
  if (lines.length === 0) return null;
  const href = (to: number) => `/admin/orders/shipments/${id}${to > 1 ? `?page=${to}` : ""}` as Route;
  return (
    <Section title={isConfirmed ? text.sentLines : text.lines}>
      <ul className="divide-y divide-line text-sm">
        {lines.map((line) => (
          <Line key={line.position} line={line} isConfirmed={isConfirmed} />
        ))}
      </ul>
      {pages > 1 && <p className="mt-3 text-center text-ink-3 text-sm">{text.pageOf(page, pages)}</p>}
      <Pager first={page > 1 ? href(1) : null} next={page < pages ? href(page + 1) : null} />
    </Section>
  );
}

function Line({ line, isConfirmed }: { line: ShipmentLine; isConfirmed: boolean }) {
  const { orderNo, receiverName, courier, trackingNo, isGuessed, isFurther, outcome } = line;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 break-words">
        <Link href={`/admin/orders/${orderNo}`} className="-my-3 inline-block py-3 text-alipay tabular-nums">
          {orderNo}
        </Link>{" "}
        {receiverName}
        <span className="block text-ink-2 tabular-nums">
          {courier} {trackingNo}
        </span>
      </span>
      {isFurther && <Badge tone="go">{text.isFurther}</Badge>}
      {isGuessed && <Badge tone="wait">{text.isGuessed}</Badge>}
      {isConfirmed && <Badge tone={outcome === "done" ? "ok" : "quiet"}>{(outcome && text.outcomes[outcome]) || text.waiting}</Badge>}
    </li>
  );
}
