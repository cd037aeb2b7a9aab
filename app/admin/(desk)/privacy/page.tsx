import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countBuyerAddresses } from "@/lib/shop/privacy/buyer-addresses";
import { type BuyerOrder, findBuyerData, mayErase } from "@/lib/shop/privacy/buyer-data";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
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
  await requireMember("privacy", "/admin/privacy");
  const { q } = await searchParams;
  const phone = typeof q === "string" ? q.replace(/\D/g, "").slice(-11) : "";
  const orders = phone ? await findBuyerData(getShop(), phone) : null;
  const addresses = phone ? await countBuyerAddresses(getShop(), phone) : 0;
  const isFound = orders !== null && (orders.length > 0 || addresses > 0);
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-4 max-w-3xl text-ink-2 text-sm">{text.lead}</p>
      <SearchBox action="/admin/privacy" value={phone} placeholder={text.phone} />
      {isFound && <Found phone={phone} orders={orders} addresses={addresses} />}
      {orders !== null && <Erase key={phone} phone={phone} orders={orders} addresses={addresses} />}
      {orders !== null && !isFound && <EmptyState title={text.none} hint={text.noneHint} />}
    </>
  );
}

type FoundProps = { phone: string; orders: readonly BuyerOrder[]; addresses: number };

function Found({ phone, orders, addresses }: FoundProps) {
  return (
    <Section title={text.found(orders.length)} className="mb-4">
      <ul className="divide-y divide-line">
        {orders.map((order) => (
          <li key={order.id} className="py-3 first:pt-0 last:pb-0">
            <Facts facts={factsOf(order)} />
          </li>
        ))}
      </ul>
      {addresses > 0 && <p className="text-ink-2 text-sm">{text.books(addresses)}</p>}
      {/* A plain link: the answer is a file. */}
      <a href={`/admin/privacy/export?phone=${phone}`} className={buttonClass("outline", "mt-4")} download>
        {text.export}
      </a>
    </Section>
  );
}

/** Stays in the page when there is nothing left to erase, so that its answer can be read. */
function Erase({ phone, orders, addresses }: FoundProps) {
  const left = orders.filter((order) => !mayErase(order)).length;
  return (
    <ActionForm action={eraseAction} label={text.erase}>
      <input type="hidden" name="phone" value={phone} />
      {(orders.length > 0 || addresses > 0) && (
        <Fold name={text.erase} className="bg-card">
          <p className="text-ink-2 text-sm">{text.eraseHint}</p>
          {left > 0 && <p className="mt-2 text-ink-2 text-sm">{left === orders.length ? text.allOpen : text.stillOpen(left)}</p>}
          {(left < orders.length || addresses > 0) && (
            <Submit kind="soft" className="mt-3 w-full md:w-auto">
              {text.confirm}
            </Submit>
          )}
        </Fold>
      )}
    </ActionForm>
  );
}

function factsOf(order: BuyerOrder) {
  const { no, createdAt, receiverName, province, city, district, addressDetail, note, ownerNote, payments, contact } = order;
  return [
    [
      text.order,
      <Link key="no" href={`/admin/orders/${no}`} className="-my-3 inline-block py-3 text-alipay underline underline-offset-2">
        {no}
      </Link>,
    ],
    [text.placedAt, <Time key="t" at={createdAt} />],
    [text.receiver, receiverName],
    [text.address, `${province}${city === province ? "" : city}${district}${addressDetail}`],
    [text.email, contact?.email ?? null],
    [text.note, note || null],
    [text.ownerNote, ownerNote || null],
    [text.account, payments.map(({ buyerLogon }) => buyerLogon).find((logon) => logon !== null) ?? null],
  ] as const;
}
