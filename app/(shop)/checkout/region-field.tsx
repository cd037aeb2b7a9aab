"use client";

import { useEffect, useRef, useState } from "react";
import { NEXT } from "@/components/icon-paths";
import { LineIcon } from "@/components/line-icon";
import { useWords } from "@/components/script-words";
import { formatArea, parseAreaText } from "@/lib/shop/addresses/area";
import type { AddressWords } from "./text";

type RegionFieldProps = {
  words: AddressWords;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  /** Also with JavaScript: the picker did not come. */
  isTyped: boolean;
  /** The picker is on its way. */
  isComing: boolean;
  onOpenPicker: () => void;
};

/**
 * Province, city and district as one field. With JavaScript a button opens the picker; without, the same field is typed
 * into, and the server understands what is typed.
 */
export function RegionField({ words: text, value, error, onChange, isTyped, isComing, onOpenPicker }: RegionFieldProps) {
  const area = parseAreaText(value);
  const { ownersLang } = useWords();
  const typed = useRef<HTMLInputElement>(null);
  const [began] = useState(value);
  useEffect(() => {
    if (isTyped) typed.current?.focus();
  }, [isTyped]);
  const border = error ? "border-bad" : "border-line";
  return (
    <div>
      <label id="region-label" htmlFor="region" className="mb-1.5 block font-medium text-ink-2 text-sm">
        {text.region}
      </label>
      <button
        type="button"
        hidden={isTyped}
        data-needs-script=""
        data-invalid={error && !isTyped ? "" : undefined}
        aria-busy={isComing}
        aria-haspopup="dialog"
        aria-labelledby="region-label region-value"
        aria-describedby={error ? "region-error" : undefined}
        onClick={onOpenPicker}
        className={`flex min-h-11 w-full items-center justify-between gap-2 rounded-xl border bg-card px-3.5 py-2.5 text-left ${border}`}
      >
        <span id="region-value" lang={area ? ownersLang : undefined} className={value ? "" : "text-ink-3"}>
          {isComing ? text.picker.loading : area ? formatArea(area) : value || text.regionPlaceholder}
        </span>
        <LineIcon path={NEXT} className="size-4 text-ink-3" />
      </button>
      <input
        ref={typed}
        id="region"
        name="region"
        data-controlled={began}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        placeholder={text.regionTyped}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "region-error" : undefined}
        data-without-script={isTyped ? undefined : ""}
        className={`min-h-11 w-full rounded-xl border bg-card px-3.5 py-2.5 ${border}`}
      />
      {error && (
        <p id="region-error" className="mt-1 text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
