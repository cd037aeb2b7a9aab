import { Button } from "@/components/button";
import type { DiscrepancyList } from "@/lib/shop/discrepancies/list-discrepancies";
import { text } from "./text";

type KindFilterProps = { kinds: DiscrepancyList["kinds"]; current: string; which: "open" | "resolved" };

/** One kind of many, as a plain GET form, so that it has an address. Nothing when there is nothing to choose. */
export function KindFilter({ kinds, current, which }: KindFilterProps) {
  if (kinds.length < 2 && !current) return null;
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <form action="/admin/discrepancies" method="get" aria-label={text.filter} className="mb-4 flex gap-2">
      {which === "resolved" && <input type="hidden" name="show" value="resolved" />}
      <select
        key={current}
        name="kind"
        defaultValue={current}
        aria-label={text.kind}
        className="min-h-11 w-full min-w-0 rounded-xl border border-line bg-card px-3 text-base md:max-w-xs"
      >
        <option value="">{text.ofKind(text.allKinds, all)}</option>
        {kinds.map(({ kind, count }) => (
          <option key={kind} value={kind}>
            {text.ofKind(text.kinds[kind]?.title ?? kind, count)}
          </option>
        ))}
      </select>
      <Button type="submit" kind="outline" className="shrink-0">
        {text.filter}
      </Button>
    </form>
  );
}
