"use client";

import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { useHasScript } from "../../has-script";
import { markAction } from "./actions";
import { text } from "./text";

/** Prints and remembers that it was printed; without scripts it remembers, and the browser's own menu prints. */
export function PrintBar({ nos }: { nos: readonly string[] }) {
  const hasScript = useHasScript();
  return (
    <ActionForm action={markAction} label={text.print}>
      <input type="hidden" name="nos" value={nos.join(",")} />
      <div className="flex flex-wrap gap-3">
        {/* Browsers show their own window first, and the form is sent when it is gone. */}
        <span onClickCapture={() => hasScript && window.print()}>
          <Submit name="done" value="yes">
            {hasScript ? text.print : text.mark}
          </Submit>
        </span>
        <Submit kind="outline" name="done" value="no">
          {text.unmark}
        </Submit>
      </div>
      <p className="mt-2 text-ink-2 text-sm">{text.printHint}</p>
    </ActionForm>
  );
}
