import { formatTime } from "@/app/format-time";
import { formatFen } from "@/lib/shop/money";
import type { OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { text as discrepancyText } from "../../discrepancies/text";
import { changeText } from "./change-text";
import { text } from "./text";

/** Every change of the order and what was learnt about its payment, newest first. */
export function Timeline({ events }: { events: OwnerOrder["events"] }) {
  return (
    <Section title={text.timeline}>
      <ol className="relative ml-1.5 border-line border-l">
        {events.map((event) => (
          <li key={event.id} className="relative pb-4 pl-4 text-sm last:pb-0">
            <span aria-hidden="true" className="-left-[5px] absolute top-1.5 size-2.5 rounded-full bg-ink-3 ring-2 ring-card" />
            <p className="font-medium">
              {text.event[event.kind] ?? event.kind}
              <span className="ml-2 font-normal text-ink-3">{whoOf(event)}</span>
            </p>
            <p className="text-ink-3 text-xs">
              <Time at={event.createdAt} />
            </p>
            {inWords(event.detail).map(([name, value]) => (
              <p key={name} className="break-all text-ink-2 text-xs">
                {name}：{isNumber(value) ? <span className="inline-block">{value}</span> : value}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** 店主, or who else of the back office it was. */
function whoOf({ actor, detail: { who } }: OwnerOrder["events"][number]): string {
  return actor === "owner" && typeof who === "string" ? who : (text.actor[actor] ?? actor);
}

function inWords(detail: Record<string, unknown>): [name: string, value: string][] {
  const said = Object.entries(detail).filter(([name, value]) => name !== "who" && value !== "");
  return said.map(([name, value]) => [text.detail[name] ?? name, valueInWords(name, String(value))]);
}

/** The number of a trade or a refund, which nobody reads in two lines. */
function isNumber(value: string): boolean {
  return /^[A-Z]{0,2}\d{12,}$/.test(value);
}

function valueInWords(name: string, value: string): string {
  if (name === "refundFen") return formatFen(Number(value));
  if (name === "outcome") return changeText.outcomes[value] ?? value;
  if (name === "until") return formatTime(new Date(value));
  if (name === "source") return text.source[value] ?? value;
  if (name === "reason") return text.reasons[value] ?? value;
  if (name === "discrepancy") return discrepancyText.kinds[value]?.title ?? value;
  return name === "answer" ? (text.answers[value as keyof typeof text.answers] ?? value) : value;
}
