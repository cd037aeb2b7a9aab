import { QrCode } from "@/app/qr-code";
import { buttonClass } from "@/components/button";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { Section } from "../../parts/section";
import { renewPreviewAction } from "./actions";
import { text } from "./text";

/** A QR code that opens the shop on a phone; where no phone can reach it, how to change that. `token`: of a shop that is not open. */
export function Preview({ shopUrl, token }: { shopUrl: string; token: string | null }) {
  const { hostname, port } = new URL(shopUrl);
  const isLoopback = /^(127\.|localhost$|.*\.localhost$|\[::1\]$)/.test(hostname);
  return (
    <Section title={text.preview.title} id="preview">
      {isLoopback ? (
        <p className="mb-3 text-ink-2 text-sm">
          {text.preview.loopback(shopUrl)}
          <code className="my-1.5 block text-xs">{text.preview.loopbackExample(port || "80")}</code>
          {text.preview.loopbackAfter}
        </p>
      ) : (
        <div className="mb-3 flex flex-col items-center gap-3 sm:flex-row">
          <div className="w-44 shrink-0 overflow-hidden rounded-xl border border-line">
            <QrCode link={token === null ? shopUrl : `${shopUrl}/preview/${token}`} label={text.preview.qr} />
          </div>
          <p className="text-ink-2 text-sm">{token === null ? text.preview.scanOpen : text.preview.scan}</p>
        </div>
      )}
      {token === null ? (
        <a href="/" className={buttonClass("outline")}>
          {text.preview.look}
        </a>
      ) : (
        // Not a <Link>: it would be fetched in advance, and so count as a visit.
        <a href={`/preview/${token}`} className={buttonClass("outline")}>
          {text.preview.look}
        </a>
      )}
      {token !== null && (
        <ActionForm action={renewPreviewAction} label={text.preview.renew} className="mt-4">
          <p className="mb-2 text-ink-2 text-sm">{text.preview.renewHint}</p>
          <Submit kind="outline">{text.preview.renew}</Submit>
        </ActionForm>
      )}
    </Section>
  );
}
