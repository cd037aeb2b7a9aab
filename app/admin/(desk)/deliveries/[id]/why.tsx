import { wordsFor } from "@/lib/server/result";
import type { Explained } from "@/lib/shop/inbox/explain-delivery";
import type { Delivery } from "@/lib/shop/inbox/get-delivery";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { Section } from "../../../parts/section";
import { ExplainLink } from "../explain-link";
import { text } from "../text";
import { replayAction } from "./actions";

/** Why a refused delivery did not pass, what to change, and the way to take it once more. */
export function Why({ delivery }: { delivery: Delivery }) {
  return (
    <Section title={text.why}>
      <Reasons explained={delivery.why} />
      <ExplainLink />
      <ActionForm action={replayAction} className="mt-4" label={text.replay}>
        <input type="hidden" name="id" value={String(delivery.id)} />
        <Submit kind="outline">{text.replay}</Submit>
        <p className="mt-1.5 text-ink-3 text-xs">{text.replayHint}</p>
      </ActionForm>
    </Section>
  );
}

function Reasons({ explained }: { explained: Explained }) {
  if (!explained.ok) return <p className="text-ink-2 text-sm">{wordsFor(explained, text.notExplained)}</p>;
  return (
    <>
      <p className="mb-3 text-ink-3 text-xs">{text.whyLead}</p>
      {explained.why.length === 0 && <p className="text-ok text-sm">{text.verifiesNow}</p>}
      <ul className="flex flex-col gap-3">
        {explained.why.map(({ says, change, about }) => (
          <li key={`${says}${about}`} className="text-sm">
            <p className="font-medium">{about ? `${says}（${about}）` : says}</p>
            <p className="text-ink-2">{change}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
