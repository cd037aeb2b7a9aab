import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/icon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type HeldGoods as Found, type Held, listHeldGoods } from "@/lib/shop/orders/list-held-goods";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { closeUnpaidAction } from "./actions";
import { text } from "./text";

/** Shown while unpaid orders hold an unusual share of some goods, or of all: how much, from where, and what to do about it. */
export async function HeldGoods() {
  return <HeldGoodsAlarm found={await listHeldGoods(getShop())} />;
}

export function HeldGoodsAlarm({ found: { all, variants } }: { found: Found }) {
  if (!all && variants.length === 0) return null;
  return (
    <section aria-label={text.title} className="mb-4 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <h2 className="flex items-center gap-2 font-semibold">
        <Icon name="alert" className="size-6 shrink-0" />
        {text.title}
      </h2>
      <p className="mt-1 text-sm">{text.lead}</p>
      <Link href="/admin/orders?tab=pending" className="inline-flex min-h-11 items-center text-sm underline underline-offset-2">
        {text.see}
      </Link>
      <ul className="mt-1 flex flex-col gap-3">
        {all && <Row name={text.all} held={all} value="all" close={text.closeAll} />}
        {variants.map(({ variantId, productId, title, variantName, ...held }) => (
          <Row
            key={variantId}
            name={[title, variantName].filter(Boolean).join(" ")}
            href={`/admin/products/${productId}` as Route}
            held={held}
            value={String(variantId)}
            close={text.close}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { name: string; href?: Route; held: Held; value: string; close: string };

function Row({ name, href, held: { held, forSale, orders, networks, closing }, value, close }: RowProps) {
  return (
    <li className="rounded-xl bg-card p-3 text-ink">
      <p className="font-medium">
        {href ? (
          <Link href={href} className="inline-flex min-h-11 items-center text-alipay md:min-h-8">
            {name}
          </Link>
        ) : (
          name
        )}
      </p>
      <p className="mb-2 text-ink-2 text-sm">
        <b className="text-brand-deep">{text.line(held, forSale)}</b>
        <span className="block">
          {text.from(orders, networks)}
          {closing > 0 && `（${text.closing(closing)}）`}
        </span>
      </p>
      {closing < orders && (
        <ActionForm action={closeUnpaidAction} className="flex flex-col gap-3" label={`${close}：${name}`} fold={{ name: close }}>
          <input type="hidden" name="variantId" value={value} />
          <p className="text-ink-2 text-sm">{text.closeHint}</p>
          <FormField label={text.reason} hint={text.reasonHint} name="note" required multiline rows={2} maxLength={200} />
          <Submit className="md:self-start">{text.confirm}</Submit>
        </ActionForm>
      )}
    </li>
  );
}
