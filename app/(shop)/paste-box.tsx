import { buttonClass } from "@/components/button";
import { MAX_PASTED } from "@/lib/shop/addresses/pasted";
import { splitText as text } from "./split-text";

/** 智能识别: one text instead of four fields, as a part of the form that has them. The server takes it apart, so that no phone loads the areas for it. */
export function PasteBox() {
  return (
    <details data-paste="" className="rounded-xl bg-paper px-3">
      <summary className="flex min-h-11 cursor-pointer items-center text-alipay text-sm">{text.open}</summary>
      <label htmlFor="paste" className="sr-only">
        {text.label}
      </label>
      <textarea
        id="paste"
        name="paste"
        rows={3}
        maxLength={MAX_PASTED}
        autoComplete="off"
        aria-describedby="paste-hint"
        className="w-full rounded-xl border border-line bg-card px-3.5 py-2.5 text-base"
      />
      <div className="flex items-start justify-between gap-3 pt-1 pb-3">
        <p id="paste-hint" className="text-ink-3 text-xs">
          {text.hint}
        </p>
        <button type="submit" name="split" value="1" formNoValidate className={buttonClass("outline", "shrink-0 text-sm!")}>
          {text.button}
        </button>
      </div>
    </details>
  );
}
