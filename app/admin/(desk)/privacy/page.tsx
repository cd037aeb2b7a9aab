import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type BuyerOrder, findBuyerData, mayErase } from "@/lib/shop/privacy/buyer-data";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { requireOwner } from "../../owner";
import { Facts } from "../../parts/facts";
import { Fold } from "../../parts/fold";
import { PageTitle } from "../../parts/page-title";
import { SearchBox } from "../../parts/search-box";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { eraseAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function PrivacyPage({ searchParams }: PageProps<"/admin/privacy">) {
  await requireOwner("/admin/privacy");
  const { q } = await searchParams;
  const phone = typeof q === "string" ? q.replace(/\D/g, "").slice(-11) : "";
  const orders = phone ? await findBuyerData(getShop(), phone) : null;
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-4 max-w-3xl text-ink-2 text-sm">{text.lead}</p>
      <SearchBox action="/admin/privacy" value={phone} placeholder={text.phone} />
      {orders?.length === 0 && <EmptyState title={text.none} />}
      {orders !== null && orders.length > 0 && <Found phone={phone} orders={orders} />}
    </>
  );
}

function Found({ phone, orders }: { phone: string; orders: readonly BuyerOrder[] }) {
  const left = orders.filter((order) => !mayErase(order)).length;
  return (
    <div className="mt-4 flex flex-col gap-4">
      <Section title={text.found(orders.length)}>
        <ul className="divide-y divide-line">
          {orders.map((order) => (
            <li key={order.id} className="py-3 first:pt-0 last:pb-0">
              <Facts facts={factsOf(order)} />
            </li>
          ))}
        </ul>
        {/* A plain link: the answer is a file. */}
        <a href={`/admin/privacy/export?phone=${phone}`} className={buttonClass("outline", "mt-4")} download>
          {text.export}
        </a>
      </Section>
      <Fold name={text.erase}>
        <ActionForm action={eraseAction} className="flex flex-col gap-3" label={text.erase}>
          <input type="hidden" name="phone" value={phone} />
          <p className="text-ink-2 text-sm">{text.eraseHint}</p>
          {left > 0 && <p className="text-ink-2 text-sm">{text.stillOpen(left)}</p>}
          <Submit kind="soft" className="md:self-start">
            {text.confirm}
          </Submit>
        </ActionForm>
      </Fold>
    </div>
  );
}

function factsOf(order: BuyerOrder) {
  const { no, createdAt, receiverName, province, city, district, addressDetail, note, payments } = order;
  return [
    [
      text.order,
      <Link key="no" href={`/admin/orders/${no}`} className="text-alipay underline underline-offset-2">
        {no} · <Time at={createdAt} />
      </Link>,
    ],
    [text.receiver, receiverName],
    [text.address, `${province}${city === province ? "" : city}${district}${addressDetail}`],
    [text.note, note || null],
    [text.account, payments.map(({ buyerLogon }) => buyerLogon).find((logon) => logon !== null) ?? null],
  ] as const;
}
