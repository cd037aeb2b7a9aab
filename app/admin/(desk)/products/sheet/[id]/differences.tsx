import type { Difference } from "@/lib/shop/exchange/differences";
import { formatFen } from "@/lib/shop/money";
import { sheetText as text } from "../text";

/** So many of one product are shown at once; the rest opens. */
const SHOWN = 8;

/** What changes of a product, a line each: what it is, what it was, what it will be. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  if (differences.length === 0) return null;
  const rest = differences.slice(SHOWN);
  return (
    <>
      <Lines differences={differences.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details className="text-xs">
          <summary className="min-h-11 cursor-pointer py-3 text-alipay">{text.moreDifferences(rest.length)}</summary>
          <Lines differences={rest} />
        </details>
      )}
    </>
  );
}

function Lines({ differences }: { differences: readonly Difference[] }) {
  return (
    <ul className="mt-1 grid gap-0.5 text-ink-2 text-xs">
      {differences.map(({ what, of, from, to }) => (
        <li key={`${what} ${of}`} className="break-words tabular-nums">
          {of && <span>{of} </span>}
          <span className="text-ink-3">{text.changes[what]} </span>
          {from !== null || what === "listPrice" || what === "lowStock" ? (
            <>
              <del className="decoration-ink-3">{inWords(what, from)}</del> <span aria-hidden="true">{text.arrow}</span>
              <span className="sr-only">{text.becomes}</span>{" "}
            </>
          ) : null}
          <ins className="font-semibold text-ink no-underline">{inWords(what, to)}</ins>
        </li>
      ))}
    </ul>
  );
}

function inWords(what: Difference["what"], value: Difference["from"]): string {
  if (value === null || value === "") return text.none;
  if (typeof value === "boolean") return value ? text.yes : text.no;
  if (typeof value === "string") return value;
  if (what === "price" || what === "listPrice") return formatFen(value);
  return what === "grams" ? text.grams(value) : String(value);
}
