import { currentProfile } from "@/app/current-profile";
import { buttonClass } from "@/components/button";
import { CopyButton } from "@/components/copy-button";
import { ownersLang } from "@/lib/language/language";
import { forScripts } from "@/lib/language/words";
import { DAY_MS } from "@/lib/shop/day";
import { formatFen } from "@/lib/shop/money";
import type { NeverSent as Rest } from "@/lib/shop/orders/never-sent";
import type { OrderView, ParcelView } from "@/lib/shop/orders/order";
import { linksOf, type TrackingLinks } from "@/lib/shop/parcels/tracking-link";
import { nameOf } from "@/lib/shop/profile/profile";
import { formatMinute } from "../../../format-time";
import type { BrowserKind } from "../browser-kind";
import { courierName } from "../courier-text";
import { extendWords } from "../script-text";
import { ordersText } from "../text";
import { ExtendReceipt } from "./extend-receipt";

const text = ordersText.parcels;

type OrderParcelsProps = { view: OrderView; browser: BrowserKind; now: Date; shopUrl: string };

/** What an order was sent in, where each parcel can be followed, and when the order counts as received. */
export async function OrderParcels({ view, browser, now, shopUrl }: OrderParcelsProps) {
  if (view.parcels.length === 0) return null;
  // The way back leads to no order: its address is a key, and this one goes to somebody else's page.
  const facts = { shopName: nameOf(await currentProfile()), backUrl: `${shopUrl}/orders` };
  return (
    <section className="rounded-card bg-card p-4">
      <h2 className="mb-2 font-semibold">{text.title}</h2>
      <ol className="divide-y divide-line">
        {view.parcels.map((parcel, index) => (
          <li key={parcel.id} className="py-3 first:pt-0 last:pb-0">
            <Parcel parcel={parcel} nth={view.parcels.length > 1 ? index + 1 : null} links={linksOf(parcel, facts)} browser={browser} />
          </li>
        ))}
      </ol>
      {view.neverSent && <NeverSent rest={view.neverSent} />}
      {view.phase === "shipped" && <Receipt view={view} now={now} />}
    </section>
  );
}

type ParcelProps = { parcel: ParcelView; nth: number | null; links: TrackingLinks | null; browser: BrowserKind };

function Parcel({ parcel: { courier, trackingNo, shippedAt, lines }, nth, links, browser }: ParcelProps) {
  const called = courierName(courier);
  return (
    <>
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">
          {nth !== null && text.nth(nth)}
          <span lang={called.isOwners ? ownersLang() : undefined}>{called.name}</span>
        </span>
        <time dateTime={shippedAt.toISOString()} className="shrink-0 text-ink-3 text-xs tabular-nums">
          {formatMinute(shippedAt)}
        </time>
      </p>
      {lines.length > 0 && (
        <p lang={ownersLang()} className="mt-0.5 text-ink-2 text-sm">
          {lines
            .map(({ title, variantName, quantity }) => text.content([title, variantName].filter(Boolean).join(" "), quantity))
            .join(text.and)}
        </p>
      )}
      {trackingNo && (
        <div className="mt-2 flex items-center gap-1 rounded-xl bg-paper py-1 pr-1 pl-4">
          <span className="min-w-0 flex-1 select-all break-all font-medium tabular-nums">{trackingNo}</span>
          <CopyButton value={trackingNo} name={text.copy(trackingNo)} className="text-alipay" />
        </div>
      )}
      {links && (
        <a
          href={browser === "desktop" ? links.desktop : links.mobile}
          target="_blank"
          rel="noreferrer noopener"
          className={buttonClass("outline", "mt-2 w-full text-sm!")}
        >
          {text.follow}
          <span className="sr-only">{text.newTab}</span>
        </a>
      )}
    </>
  );
}

/** What was ordered and will not come, and whether its money went back. */
function NeverSent({ rest: { goods, paidFen, refundedFen, openFen, money } }: { rest: Rest }) {
  return (
    <div className="mt-3 border-line border-t pt-3 text-sm">
      <p className="font-medium">{text.neverSent}</p>
      <p lang={ownersLang()} className="mt-0.5 text-ink-2">
        {goods
          .map(({ title, variantName, quantity }) => text.content([title, variantName].filter(Boolean).join(" "), quantity))
          .join(text.and)}
      </p>
      <p className="mt-0.5 text-ink-2">
        {text.moneyOfTheRest[money](formatFen(paidFen), formatFen(refundedFen), openFen > 0 ? formatFen(openFen) : "")}
      </p>
    </div>
  );
}

/** When the order counts as received; nothing where that is for the buyer alone to say. */
function Receipt({ view, now }: { view: OrderView; now: Date }) {
  if (!view.receiveBy) return null;
  const days = Math.max(1, Math.ceil((view.receiveBy.getTime() - now.getTime()) / DAY_MS));
  return (
    <div className="mt-3 border-line border-t pt-3">
      <p role="status" aria-live="polite" className="text-ink-2 text-sm">
        {text.receiveIn(days)} <span className="whitespace-nowrap text-ink-3">{text.receiveAt(formatMinute(view.receiveBy))}</span>
      </p>
      {!view.receiveExtended && <ExtendReceipt words={forScripts(extendWords)} no={view.no} />}
    </div>
  );
}
