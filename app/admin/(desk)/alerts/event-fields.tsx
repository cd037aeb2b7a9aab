"use client";

import { useFormAround } from "../../form/action-form-state";

type EventFieldsProps<Event extends string> = {
  legend: string;
  words: Record<Event, string>;
  events: readonly Event[];
  chosen: readonly Event[];
};

/** What a channel tells of, each of `events` with a box to tick; `chosen` before anything was changed. */
export function EventFields<Event extends string>({ legend, words, events, chosen }: EventFieldsProps<Event>) {
  const { state } = useFormAround();
  const typed = state?.values;
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-ink-2 text-sm">{legend}</legend>
      {events.map((event) => {
        const isTicked = typed ? typed[event] === "on" : chosen.includes(event);
        return (
          // A new key makes a new box: React resets a form after its action to what was ticked at first.
          <label key={`${event}:${isTicked}`} className="flex min-h-11 cursor-pointer items-center gap-2.5 text-base">
            <input type="checkbox" name={event} defaultChecked={isTicked} className="size-5 shrink-0 accent-brand" />
            {words[event]}
          </label>
        );
      })}
    </fieldset>
  );
}
