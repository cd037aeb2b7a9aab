import { currentLanguage } from "@/lib/language/language";
import { componentsText as text } from "./text";

/** A button to the shop in its other language, named in that one. A plain form: it works without a script, and the whole page comes anew. */
export function LanguageSwitch({ className = "" }: { className?: string }) {
  const other = currentLanguage() === "en" ? "zh-CN" : "en";
  return (
    <form action="/language" method="post" className={className}>
      <input type="hidden" name="language" value={other} />
      <button
        type="submit"
        lang={other}
        aria-label={text.other.label}
        className="min-h-11 min-w-11 whitespace-nowrap px-2 text-ink-2 text-sm"
      >
        {text.other.name}
      </button>
    </form>
  );
}
