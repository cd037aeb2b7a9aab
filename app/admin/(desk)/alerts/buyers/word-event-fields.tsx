"use client";

import { WORD_EVENTS, type WordEvent } from "@/lib/shop/word/outbox/word-event";
import { useFormAround } from "../../../form/action-form-state";
import { text } from "./text";

/** What buyers are told of, each with a box to tick; `chosen` before anything was changed. */
export function WordEventFields({ chosen }: { chosen: readonly WordEvent[] }) {
  const { state } = useFormAround();
  const typed = state?.values;
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-ink-2 text-sm">{text.labels.events}</legend>
      {WORD_EVENTS.map((event) => {
        const isTicked = typed ? typed[event] === "on" : chosen.includes(event);
        return (
          // A new key makes a new box: React resets a form after its action to what was ticked at first.
          <label key={`${event}:${isTicked}`} className="flex min-h-11 cursor-pointer items-center gap-2.5 text-base">
            <input type="checkbox" name={event} defaultChecked={isTicked} className="size-5 shrink-0 accent-brand" />
            {text.events[event]}
          </label>
        );
      })}
    </fieldset>
  );
}
