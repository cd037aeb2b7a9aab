import { allows } from "@/app/admin/member";
import { currentOpening } from "@/app/current-opening";
import { ownersLang } from "@/lib/language/language";
import { openingText as text } from "./opening-text";
import { maySeeUnopened } from "./require-open";

const look = "bg-amber-soft text-balance px-4 py-2 text-center text-amber text-sm";

/** Above every page while the shop does not sell: to shoppers that it is paused, to its owner that it is not open yet. */
export async function OpeningBanner() {
  const { standing, note } = await currentOpening();
  if (standing === "paused")
    return (
      <aside aria-label={text.paused} className={look}>
        <strong className="font-semibold">{text.paused}</strong>
        {note && (
          <>
            {text.why}
            <span lang={ownersLang()}>{note}</span>
          </>
        )}
        <span className="block text-xs">{text.pausedHint}</span>
      </aside>
    );
  if (standing === "open" || !(await maySeeUnopened())) return null;
  return (
    <aside aria-label={text.soon} className={look}>
      {text.ownerOnly}
      {(await allows("settings")) && (
        <a href="/admin/opening" className="ml-2 inline-flex min-h-11 items-center font-semibold underline">
          {text.continueOpening}
        </a>
      )}
    </aside>
  );
}
