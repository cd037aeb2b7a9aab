"use client";

import { useState } from "react";
import { Button } from "@/components/button";
import { text } from "./text";

/** Writes a picture's mark into the description that is being typed, on a line of its own where the cursor stands. */
export function InsertMark({ mark }: { mark: string }) {
  const [isDone, setDone] = useState(false);
  const insert = () => {
    const field = document.querySelector<HTMLTextAreaElement>("textarea[name=description]");
    if (!field) return;
    const { value, selectionEnd } = field;
    const before = selectionEnd === 0 || value[selectionEnd - 1] === "\n" ? "" : "\n";
    const after = value[selectionEnd] === "\n" ? "" : "\n";
    field.setRangeText(`${before}${mark}${after}`, selectionEnd, selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setDone(true);
  };
  return (
    <span data-needs-script="" className="min-w-0 grow">
      <Button kind="plain" className="w-full px-1 text-sm" aria-label={text.insertOne(mark)} onClick={insert}>
        {text.insert}
      </Button>
      <span role="status" className="sr-only">
        {isDone && text.inserted(mark)}
      </span>
    </span>
  );
}
