import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import type { ImportView } from "@/lib/shop/exchange/get-import";
import { Badge } from "../../../../parts/badge";
import { Section } from "../../../../parts/section";
import { problemInWords, sheetText as text } from "../text";
import { Differences } from "./differences";

/** What is to be written, or was, a line each. */
export function Items({ view: { items, counts } }: { view: ImportView }) {
  if (items.length === 0) return null;
  const isCut = items.length < counts.new + counts.changed;
  return (
    <Section title={text.items}>
      <ul className="divide-y divide-line text-sm">
        {items.map(({ title, state, changes, differences, outcome, productId }) => (
          <li key={`${title} ${productId}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1 break-words">
              {productId === null ? (
                title
              ) : (
                <Link href={`/admin/products/${productId}` as Route} className="-my-3 inline-block py-3 text-alipay">
                  {title}
                </Link>
              )}
              <Differences differences={differences} />
              {state === "changed" && differences.length === 0 && (
                <span className="block text-ink-3 text-xs">{changes.map((change) => text.changes[change]).join("、")}</span>
              )}
            </span>
            <Badge tone={outcome === "done" ? "ok" : "quiet"}>{(outcome && text.outcomes[outcome]) || text.states[state]}</Badge>
          </li>
        ))}
      </ul>
      {isCut && <p className="mt-3 text-ink-3 text-sm">{text.shownFirst(items.length)}</p>}
    </Section>
  );
}

/** What is wrong with which row, and those rows as a file. */
export function Wrong({ view: { id, wrong, counts } }: { view: ImportView }) {
  if (wrong.length === 0) return null;
  return (
    <Section title={text.wrongTitle} tone="loud">
      <p className="mb-3 text-ink-2 text-sm">{text.wrongHint}</p>
      <ul className="divide-y divide-line text-sm">
        {wrong.map(({ title, problems }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and two products of a file may have one name.
          <li key={index} className="py-2">
            {title && <p className="font-medium">{title}</p>}
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.row} ${problem.code}`} className="break-words">
                  {text.row(problem.row)}：{problemInWords(problem)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {wrong.length < counts.wrong + counts.failed && <p className="mt-3 text-ink-2 text-sm">{text.shownFirst(wrong.length)}</p>}
      <a href={`/admin/products/sheet/${id}/failed`} download className={buttonClass("outline", "mt-3")}>
        {text.failedFile}
      </a>
    </Section>
  );
}
