import { getShop } from "@/lib/shop/assembly/get-shop";
import { readOffers } from "@/lib/shop/word/channels/list-word-channels";
import { maskEmail } from "@/lib/shop/word/contact/contact";
import { readContact } from "@/lib/shop/word/contact/keep-contact";
import { offerOf } from "../../word-offer";
import { wordText as text } from "../../word-text";
import { WordForm } from "./word-form";

/** `isOver`: nothing more is offered for it. */
type OrderWordProps = { id: string; no: string; isOwn: boolean; isOver: boolean };

/**
 * 订单通知: by what the buyer gets word of this order, to change or to stop. Who came by the order's link, as from a mail, may stop it, and sees
 * the address masked.
 */
export async function OrderWord({ id, no, isOwn, isOver }: OrderWordProps) {
  const contact = await readContact(getShop(), id);
  const mayChange = isOwn && !isOver;
  if (!contact && !mayChange) return null;
  const offers = await readOffers(getShop());
  const offer = mayChange ? offerOf(offers, { email: contact?.email ?? "", sms: contact?.sms ?? false }) : null;
  if (!contact && !offer) return null;
  const ways = [
    ...(contact?.email ? [{ is: text.byEmail(maskEmail(contact.email)), goes: offers.email !== null }] : []),
    ...(contact?.sms ? [{ is: text.bySms, goes: offers.sms !== null }] : []),
  ];
  const { save, stop, going } = text;
  return (
    <section aria-labelledby="order-word" className="rounded-card bg-card p-4">
      <h2 id="order-word" className="font-semibold">
        {text.ofOrder}
      </h2>
      {ways.length === 0 && <p className="mt-1 text-ink-2 text-sm">{text.none}</p>}
      <ul className="mt-1 break-all text-ink-2 text-sm empty:hidden">
        {ways.map((way) => (
          <li key={way.is}>
            {way.is}
            {!way.goes && text.notNow}
          </li>
        ))}
      </ul>
      <WordForm no={no} offer={offer} mayStop={contact !== null} words={{ open: contact ? text.change : text.add, save, stop, going }} />
    </section>
  );
}
