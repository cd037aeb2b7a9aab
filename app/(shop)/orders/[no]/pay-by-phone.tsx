import { QrCode } from "@/app/qr-code";
import { ordersText } from "../text";

const text = ordersText.qr;

/**
 * For a visitor at a desk, whom the cashier for phones would turn away: the order's own link as a QR code. It stays where a button leads
 * to the page for computers as well (`paysHere`).
 */
export function PayByPhone({ link, paysHere }: { link: string; paysHere: boolean }) {
  return (
    <section aria-labelledby="pay-by-phone" className="rounded-card bg-card px-5 py-6 text-center">
      <h2 id="pay-by-phone" className="font-semibold text-lg">
        {paysHere ? text.orTitle : text.title}
      </h2>
      <div className="mx-auto my-3 w-56 max-w-full rounded-xl border border-line p-2">
        <QrCode link={link} label={text.label} />
      </div>
      <p className="mx-auto max-w-xs text-balance text-ink-2 text-sm">{text.how}</p>
      <p className="mx-auto mt-2 max-w-xs text-balance text-ink-3 text-xs">{text.tablet}</p>
    </section>
  );
}
