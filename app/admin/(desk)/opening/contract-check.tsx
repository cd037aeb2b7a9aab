import type { Check } from "@/lib/shop/first-steps/read-check";
import type { ShownFinding } from "@/lib/shop/first-steps/step";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { Badge, type Tone } from "../../parts/badge";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { checkContractAction } from "./actions";
import { findingWords } from "./finding-text";
import { text } from "./text";

const { check: words } = text;
const TONE: Record<ShownFinding["mark"], Tone> = { ok: "ok", no: "bad", note: "wait" };
const ORDER: ShownFinding["mark"][] = ["no", "note", "ok"];

/** The button that asks Alipay, and what the last check found, each with a word of what to do. */
export function ContractCheck({ check }: { check: Check | null }) {
  return (
    <Section title={words.title} id="alipay">
      <p className="mb-3 text-ink-2 text-sm">{words.hint}</p>
      <ActionForm action={checkContractAction} label={words.run}>
        <Submit kind={check ? "outline" : "primary"}>{check ? words.again : words.run}</Submit>
      </ActionForm>
      {check && (
        <div className="mt-4 border-line border-t pt-3">
          <p className="text-ink-3 text-xs">
            {words.at} <Time at={check.checkedAt} />
            {!check.isCurrent && `，${words.outdated}`}
          </p>
          <ul className="divide-y divide-line">
            {ORDER.flatMap((mark) => check.findings.filter((one) => one.mark === mark)).map((one) => (
              <Finding key={JSON.stringify(one.finding) + one.isPrevious} found={one} />
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}

function Finding({ found }: { found: ShownFinding }) {
  const { says, change } = findingWords(found);
  return (
    <li className="flex items-start gap-3 py-3 text-sm">
      <Badge tone={TONE[found.mark]}>{words.marks[found.mark]}</Badge>
      <div className="min-w-0">
        <p>
          {found.isPrevious && words.ofPrevious}
          {says}
        </p>
        {change && (
          <p className="mt-0.5 text-ink-2">
            {words.whatToDo}
            {change}
          </p>
        )}
      </div>
    </li>
  );
}
