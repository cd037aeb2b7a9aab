import type { Metadata, Route } from "next";
import { buttonClass } from "@/components/button";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listBestSellers } from "@/lib/shop/books/best-sellers";
import { totalOf } from "@/lib/shop/books/figures";
import { listScarce } from "@/lib/shop/books/list-scarce";
import { readDays } from "@/lib/shop/books/read-days";
import { MOST_DAYS, shownDays } from "@/lib/shop/books/shown-days";
import { dayOf } from "@/lib/shop/day";
import { type DayRange, readDayRange } from "@/lib/shop/day-range";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../../member";
import { Fold } from "../../parts/fold";
import { PageTitle } from "../../parts/page-title";
import { PickDays } from "../../parts/pick-days";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { Section } from "../../parts/section";
import { BestSellers } from "./best-sellers";
import { DaysChart } from "./days-chart";
import { DaysTable } from "./days-table";
import { FigureCards } from "./figure-cards";
import { ScarceGoods } from "./scarce-goods";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const MOST_SCARCE = 10;
/** The numbers of a week are open, those of more days open with a touch. */
const MOST_OPEN_DAYS = 7;

export default async function BooksPage({ searchParams }: PageProps<"/admin/books">) {
  const member = await requireMember("money.read", "/admin/books");
  const { from, to } = await searchParams;
  const shop = getShop();
  const today = dayOf(shop.now());
  const { isCut, ...shown } = shownDays(readDayRange(from, to), today);
  const [days, bestSellers, scarce] = await Promise.all([
    readDays(shop, shown),
    listBestSellers(shop, shown),
    listScarce(shop, MOST_SCARCE),
  ]);
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title}>
        {/* A plain link: the answer is a file. */}
        <a href={`/admin/books/csv?from=${shown.from}&to=${shown.to}`} className={buttonClass("outline")} download>
          {text.csv}
        </a>
      </PageTitle>
      <PickDays action="/admin/books" days={shown} today={today} hrefOf={hrefOf} label={text.days} />
      {isCut && <p className="mb-3 text-amber text-sm">{text.cut(MOST_DAYS)}</p>}
      <FigureCards figures={totalOf(days)} />
      <Section title={text.chart(shown.from, shown.to)} className="mb-4">
        <DaysChart days={days} />
        <Fold name={text.table} look="line" className="mt-3" isOpen={days.length <= MOST_OPEN_DAYS}>
          <DaysTable days={days} />
        </Fold>
      </Section>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <BestSellers goods={bestSellers} mayWrite={may(member, "goods.write")} />
        <ScarceGoods scarce={scarce} mayWrite={may(member, "goods.write")} />
      </div>
      <Section title={text.how} className="mt-4">
        <ul className="flex list-disc flex-col gap-1.5 pl-5 text-ink-2 text-sm">
          {text.howLines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function hrefOf({ from, to }: DayRange): Route {
  return `/admin/books?${new URLSearchParams({ ...(from && { from }), ...(to && { to }) })}` as Route;
}
