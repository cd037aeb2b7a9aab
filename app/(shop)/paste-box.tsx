import type { ReactNode } from "react";
import { buttonClass } from "@/components/button";
import { splitText as text } from "./split-text";

/** What stands around the field of 智能识别, made by the server, so that no phone loads its words as a script. */
export type PasteParts = { head: ReactNode; foot: ReactNode };

/** 智能识别: one text instead of four fields, as a part of the form that has them. The server takes it apart, so that no phone loads the areas for it. */
export function pasteParts(): PasteParts {
  return {
    head: (
      <>
        <summary className="flex min-h-11 cursor-pointer items-center text-alipay text-sm">{text.open}</summary>
        <label htmlFor="paste" className="sr-only">
          {text.label}
        </label>
      </>
    ),
    foot: (
      <div className="flex items-start justify-between gap-3 pt-1 pb-3">
        <p id="paste-hint" className="text-ink-3 text-xs">
          {text.hint}
        </p>
        <button type="submit" name="split" value="1" formNoValidate className={buttonClass("outline", "shrink-0 text-sm!")}>
          {text.button}
        </button>
      </div>
    ),
  };
}
