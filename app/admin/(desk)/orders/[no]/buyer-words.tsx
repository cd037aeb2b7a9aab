import type { OrderWord } from "@/lib/shop/word/list-words";
import type { Medium } from "@/lib/shop/word/outbox/word-event";
import { Badge, type Tone } from "../../../parts/badge";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { unsentInWords, text as words } from "../../alerts/buyers/text";
import { wayNames } from "../../alerts/text";

const text = words.ofOrder;
const TONES: Record<OrderWord["status"], Tone> = { waiting: "wait", sent: "ok", failed: "bad" };

/** What an order's buyer was told and by which way; no address and no sum, so that whoever reads orders may read it. */
export function BuyerWords({ ways, words }: { ways: readonly Medium[]; words: readonly OrderWord[] }) {
  if (ways.length === 0 && words.length === 0) return null;
  return (
    <Section title={text.title} id="buyer-words">
      <p className="text-ink-2 text-sm">{ways.length > 0 ? text.ways(ways) : text.noWays}</p>
      <ul className="mt-2 divide-y divide-line empty:hidden">
        {words.map(({ id, event, medium, status, problem, createdAt, endedAt }) => (
          <li key={id} className="py-2 text-sm">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Badge tone={TONES[status]}>{text.status[status]}</Badge>
              <span>
                {text.events[event]} · {wayNames[medium]}
              </span>
              <span className="text-ink-3 text-xs">
                <Time at={endedAt ?? createdAt} short />
              </span>
            </p>
            {problem && <p className="mt-1 text-ink-2 text-xs">{unsentInWords(problem)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
