import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import type { Danger, ImportLine, ImportView } from "@/lib/shop/exchange/get-import";
import { Badge } from "../../../../parts/badge";
import { Pager } from "../../../../parts/pager";
import { Section } from "../../../../parts/section";
import { problemInWords, sheetText as text } from "../text";
import { Differences } from "./differences";

/** What an owner should look at before the word is given; those products stand first in the list. */
export function Dangers({ view: { dangers } }: { view: ImportView }) {
  const words = DANGERS.flatMap((danger) => (dangers[danger] > 0 ? text.dangers[danger](dangers[danger]) : []));
  if (words.length === 0) return null;
  return <p className="mb-3 text-amber text-sm">{text.lookAt(words.join("、"))}</p>;
}

const DANGERS = ["title", "price", "onSale"] as const satisfies readonly Danger[];

/** A page of what is to be written, or was, a line each. */
export function Items({ view: { id, items, page, pages } }: { view: ImportView }) {
  if (items.length === 0) return null;
  const href = (to: number) => `/admin/products/sheet/${id}${to > 1 ? `?page=${to}` : ""}` as Route;
  return (
    <Section title={text.items}>
      <ul className="divide-y divide-line text-sm">
        {items.map((line) => (
          <Line key={String(line.id)} line={line} />
        ))}
      </ul>
      {pages > 1 && <p className="mt-3 text-center text-ink-3 text-sm">{text.pageOf(page, pages)}</p>}
      <Pager first={page > 1 ? href(1) : null} next={page < pages ? href(page + 1) : null} />
    </Section>
  );
}

function Line({ line: { title, state, changes, differences, danger, outcome, productId } }: { line: ImportLine }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
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
      {danger && outcome === null && <Badge tone="wait">{text.dangerous[danger]}</Badge>}
      <Badge tone={outcome === "done" ? "ok" : "quiet"}>{(outcome && text.outcomes[outcome]) || text.states[state]}</Badge>
    </li>
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
