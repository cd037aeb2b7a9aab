"use client";

import { useEffect, useId, useRef } from "react";
import { useWords } from "@/components/script-words";
import type { Spelled } from "./load-areas";

/** `spelled`: how names are spelled in Latin letters, of those that are. */
type AreaColumnProps = {
  label: string;
  spelled: Spelled;
  names: string[];
  chosen: string;
  hint?: string;
  onChoose: (name: string) => void;
};

/** One column of the area picker. When the column's names change, the chosen one is scrolled into view. */
export function AreaColumn({ label, spelled, names, chosen, hint = "", onChoose }: AreaColumnProps) {
  const id = useId();
  const { ownersLang } = useWords();
  const column = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new names move the column, never a choice in it.
  useEffect(() => {
    const box = column.current;
    const row = box?.querySelector("input:checked")?.parentElement;
    if (box) box.scrollTop = row ? row.offsetTop - (box.clientHeight - row.offsetHeight) / 2 : 0;
  }, [names.join()]);
  return (
    <div className="min-w-0">
      <p id={id} className="px-2 pb-1 text-ink-3 text-xs">
        {label}
      </p>
      <div
        ref={column}
        role="radiogroup"
        aria-labelledby={id}
        className="relative h-[46dvh] max-h-96 overflow-y-auto overscroll-contain rounded-xl bg-paper p-1"
      >
        {names.length === 0 && <p className="px-2 py-3 text-ink-3 text-sm">{hint}</p>}
        {names.map((name) => (
          <label
            key={name}
            className={`relative flex min-h-11 cursor-pointer items-center rounded-lg px-2 py-1 text-sm leading-snug has-focus-visible:outline-2 has-focus-visible:outline-alipay ${name === chosen ? "bg-brand-soft font-semibold text-brand-deep" : ""}`}
          >
            <input
              type="radio"
              name={id}
              checked={name === chosen}
              onChange={() => onChoose(name)}
              className="pointer-events-none absolute inset-0 opacity-0"
            />
            <span className="min-w-0">
              {spelled[name] && <span className="block break-words text-xs">{spelled[name]}</span>}
              <span lang={ownersLang} className={spelled[name] && "font-normal text-ink-3 text-xs"}>
                {name}
              </span>
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
