import { currentProfile } from "@/app/current-profile";
import { CopyButton } from "@/components/copy-button";
import { refundText as text } from "../refund-text";

/** 售后联系: how the shop can be reached; nothing where its owner has said nothing of it. */
export async function AfterSaleContact() {
  const { phone, wechat } = await currentProfile();
  if (!phone && !wechat) return null;
  return (
    <section aria-labelledby="after-sale" className="rounded-card bg-card p-4">
      <h2 id="after-sale" className="font-semibold">
        {text.contact}
      </h2>
      <dl className="mt-1 text-sm">
        {phone && (
          <div className="flex min-h-11 items-center justify-between gap-4">
            <dt className="text-ink-2">{text.phone}</dt>
            <dd>
              <a href={`tel:${phone.replace(/[^\d+]/g, "")}`} className="inline-flex min-h-11 items-center text-alipay tabular-nums">
                {phone}
              </a>
            </dd>
          </div>
        )}
        {wechat && (
          <div className="flex min-h-11 items-center justify-between gap-4">
            <dt className="text-ink-2">{text.wechat}</dt>
            <dd className="flex items-center">
              <span className="select-all break-all">{wechat}</span>
              <CopyButton value={wechat} className="-mr-3 text-alipay" />
            </dd>
          </div>
        )}
      </dl>
      <p className="text-ink-3 text-xs">{text.contactHint}</p>
    </section>
  );
}
