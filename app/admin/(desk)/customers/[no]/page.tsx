import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getCustomer } from "@/lib/shop/customers/get-customer";
import { formatFen } from "@/lib/shop/money";
import { listOrdersOfPhone } from "@/lib/shop/orders/list-owner-orders";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../../../member";
import { Facts } from "../../../parts/facts";
import { PageTitle } from "../../../parts/page-title";
import { Pager } from "../../../parts/pager";
import { RefreshOnReturn } from "../../../parts/refresh-on-return";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { orderOfCustomerHref } from "../../orders/list-href";
import { OrderRows } from "../../orders/order-rows";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

const link = "inline-flex min-h-11 items-center text-alipay md:min-h-0";

/** Addressed by the number of one of their orders, so that no phone stands in an address. */
export default async function CustomerPage({ params, searchParams }: PageProps<"/admin/customers/[no]">) {
  const { no } = await params;
  const member = await requireMember("orders.read", `/admin/customers/${no}`);
  const hasMoney = may(member, "money.read");
  const { after } = await searchParams;
  const isBehind = typeof after === "string";
  const shop = getShop();
  const customer = await getCustomer(shop, no);
  if (!customer) notFound();
  const { orders, next } = await listOrdersOfPhone(shop, customer.phone, isBehind ? after : undefined);
  const here = `/admin/customers/${no}` as Route;
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={customer.name} back={{ href: "/admin/customers", name: text.back }} />
      <Section title={text.about} className="mb-4">
        <Facts
          className="md:grid-cols-[5.5rem_1fr_5.5rem_1fr]"
          facts={[
            [
              text.phone,
              <a key="tel" href={`tel:${customer.phone}`} className="-my-3 inline-flex min-h-11 items-center text-alipay tabular-nums">
                {customer.phone}
              </a>,
            ],
            [text.names, customer.names.length > 1 && customer.names.join("、")],
            [text.count, text.orders(customer.orders, customer.paidOrders)],
            [text.paid, hasMoney && formatFen(customer.paidFen)],
            [text.refunded, hasMoney && customer.refundedFen > 0 && formatFen(customer.refundedFen)],
            [text.first, <Time key="first" at={customer.firstAt} />],
            [text.last, <Time key="last" at={customer.lastAt} />],
          ]}
        />
        {may(member, "privacy") && (
          <p className="mt-2 text-sm">
            <Link href="/admin/privacy" className={link}>
              {text.privacy}
            </Link>
          </p>
        )}
      </Section>
      <h2 className="mb-3 font-semibold text-base">{text.listTitle}</h2>
      <OrderRows orders={orders} hasMoney={hasMoney} hrefOf={orderOfCustomerHref} />
      <Pager first={isBehind ? here : null} next={next ? (`${here}?after=${next}` as Route) : null} />
    </>
  );
}
