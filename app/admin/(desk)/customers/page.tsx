import type { Metadata, Route } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { Customer } from "@/lib/shop/customers/customer";
import { listCustomers } from "@/lib/shop/customers/list-customers";
import { formatFen } from "@/lib/shop/money";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { SearchBox } from "../../parts/search-box";
import { Time } from "../../parts/time";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function CustomersPage({ searchParams }: PageProps<"/admin/customers">) {
  const member = await requireMember("orders.read", "/admin/customers");
  const { q, after } = await searchParams;
  const search = typeof q === "string" ? q : "";
  const isBehind = typeof after === "string";
  const { customers, next } = await listCustomers(getShop(), { search, ...(isBehind && { after }) });
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title} />
      <p className="mb-4 max-w-3xl text-ink-2 text-sm">{text.lead}</p>
      <SearchBox action="/admin/customers" value={search} placeholder={text.search} />
      {customers.length === 0 &&
        (search ? <EmptyState title={text.nothingFound} /> : <EmptyState title={text.none} hint={text.noneHint} />)}
      {customers.length > 0 && (
        <ul className="divide-y divide-line rounded-card border border-line bg-card">
          {customers.map((customer) => (
            <li key={customer.phone}>
              <CustomerRow customer={customer} hasMoney={may(member, "money.read")} />
            </li>
          ))}
        </ul>
      )}
      <Pager first={isBehind ? listHref(search) : null} next={next ? listHref(search, next) : null} />
    </>
  );
}

function CustomerRow({ customer, hasMoney }: { customer: Customer; hasMoney: boolean }) {
  const { no, name, phone, orders, paidOrders, paidFen, lastAt } = customer;
  return (
    <Link
      href={`/admin/customers/${no}`}
      className={`grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-3 text-sm hover:bg-paper ${hasMoney ? "md:grid-cols-[minmax(0,1fr)_8rem_10rem_7rem_9rem]" : "md:grid-cols-[minmax(0,1fr)_8rem_10rem_9rem]"}`}
    >
      <span className="min-w-0 truncate font-medium">{name}</span>
      <span className="text-right text-ink-2 tabular-nums md:text-left">{phone}</span>
      <span className="text-ink-2 tabular-nums">{text.orders(orders, paidOrders)}</span>
      {hasMoney && <span className="text-right font-semibold tabular-nums">{formatFen(paidFen)}</span>}
      <span className="col-span-2 text-ink-3 text-xs md:col-span-1 md:text-right">
        {text.last} <Time at={lastAt} short />
      </span>
    </Link>
  );
}

function listHref(search: string, after?: string): Route {
  const query = new URLSearchParams({ ...(search && { q: search }), ...(after && { after }) });
  return `/admin/customers${query.size > 0 ? `?${query}` : ""}` as Route;
}
