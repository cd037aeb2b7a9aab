"use client";

import { useId } from "react";
import { CATEGORY_ICONS, iconPath } from "@/lib/shop/catalog/category-icon";
import { useFormAround } from "../../form/action-form-state";
import { text } from "./text";

/** One of the icons that come with the shop; `current` is where the one chosen now lies. */
export function IconField({ current }: { current?: string }) {
  const { state } = useFormAround();
  const id = useId();
  const typed = state?.values?.icon;
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-ink-2 text-sm">{text.icon}</legend>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(3.25rem,1fr))] gap-1.5">
        {CATEGORY_ICONS.map((icon, index) => {
          const isChosen = typed !== undefined ? typed === icon : current !== undefined ? current === iconPath(icon) : index === 0;
          return (
            <li key={`${icon}:${isChosen}`}>
              <label htmlFor={`${id}-${icon}`} className="cursor-pointer">
                <input type="radio" id={`${id}-${icon}`} name="icon" value={icon} defaultChecked={isChosen} className="peer sr-only" />
                <span className="flex flex-col items-center rounded-xl border border-line px-1 py-1.5 text-ink-2 text-xs peer-checked:border-brand peer-checked:bg-brand-soft peer-checked:text-brand-deep peer-focus-visible:outline-2 peer-focus-visible:outline-brand peer-focus-visible:outline-offset-2">
                  {/* biome-ignore lint/performance/noImgElement: an ornament of one size. */}
                  <img src={`/${iconPath(icon)}`} alt="" width={36} height={36} loading="lazy" className="size-9" />
                  {text.icons[icon]}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
