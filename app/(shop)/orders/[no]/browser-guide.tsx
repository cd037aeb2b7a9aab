import { buttonClass } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { Link } from "@/components/link";
import { ordersText } from "../text";

const text = ordersText.guide;

/** Shown at the moment of paying inside an app that does not let Alipay open: how to go on in the phone's browser. */
export function BrowserGuide({ link, back }: { link: string; back: `/orders/${string}` }) {
  return (
    <main className="fixed inset-0 z-50 overflow-y-auto bg-ink p-6 text-white">
      <Arrow />
      <h1 className="mt-20 font-bold text-2xl">{text.title}</h1>
      <p className="mt-2 text-white/80">{text.why}</p>
      <ol className="mt-6 space-y-4">
        {text.steps.map((step, index) => (
          <li key={step} className="flex items-center gap-3 text-lg">
            <span aria-hidden="true" className="grid size-8 shrink-0 place-items-center rounded-full bg-white font-bold text-base text-ink">
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <p className="mt-8 text-sm text-white/80">{text.otherwise}</p>
      <p className="mt-2 select-all break-all rounded-xl bg-white/10 p-3 text-sm">{link}</p>
      <div className="mt-5 flex flex-wrap items-center gap-3">
        <CopyButton value={link} label={ordersText.copy.link} className="bg-white px-6! text-base! text-ink" />
        <Link href={back} className={buttonClass("plain", "text-white!")}>
          {text.back}
        </Link>
      </div>
    </main>
  );
}

/** Points at the ··· in the app's own top right corner. */
function Arrow() {
  return (
    <svg viewBox="0 0 100 90" fill="none" aria-hidden="true" className="absolute top-2 right-5 h-24 w-26 text-white">
      <path
        d="M8 84C16 46 44 22 86 16M66 6l22 9-12 20"
        stroke="currentColor"
        strokeWidth="4"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeDasharray="7 8"
      />
    </svg>
  );
}
