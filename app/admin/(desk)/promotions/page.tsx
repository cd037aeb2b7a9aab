import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { formatFen } from "@/lib/shop/money";
import { listPromotions, type OwnerPromotion } from "@/lib/shop/promotions/list-promotions";
import { requireMember } from "../../member";
import { Badge } from "../../parts/badge";
import { PageTitle } from "../../parts/page-title";
import { promotionInWords } from "./promotion-in-words";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const DONE = { added: text.added, changed: text.changed, stopped: text.stoppedNow } as const;

export default async function PromotionsPage({ searchParams }: PageProps<"/admin/promotions">) {
  await requireMember("promotions", "/admin/promotions");
  const { done } = await searchParams;
  const shop = getShop();
  const [promotions, categories] = await Promise.all([listPromotions(shop), listOwnerCategories(shop)]);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  return (
    <>
      <PageTitle title={text.title} />
      <p className="text-ink-2 text-sm">{text.lead}</p>
      <p className="mt-1 mb-4 text-ink-2 text-sm">{text.refunds}</p>
      <Notice kind="ok" className="mb-4">
        {typeof done === "string" && done in DONE && DONE[done as keyof typeof DONE]}
      </Notice>
      <div className="mb-4 flex flex-wrap gap-3">
        <Link href="/admin/promotions/new?kind=reduction" className={buttonClass("primary")}>
          {text.add.reduction}
        </Link>
        <Link href="/admin/promotions/new?kind=coupon" className={buttonClass("outline")}>
          {text.add.coupon}
        </Link>
      </div>
      {promotions.length === 0 && <EmptyState title={text.none} hint={text.noneHint} />}
      <ul className="grid items-start gap-3 lg:grid-cols-2">
        {promotions.map((promotion) => (
          <li key={promotion.id}>
            <PromotionCard promotion={promotion} names={names} />
          </li>
        ))}
      </ul>
    </>
  );
}

type PromotionCardProps = { promotion: OwnerPromotion; names: ReadonlyMap<number, string> };

function PromotionCard({ promotion, names }: PromotionCardProps) {
  const { id, name, code, rule, standing, held, costFen } = promotion;
  const isLive = standing === "on" || standing === "to_come";
  return (
    <div className="rounded-card border border-line bg-card p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 break-words font-semibold">{name}</h2>
        <Badge tone="quiet">{text.kind[rule.kind]}</Badge>
        <Badge tone={standing === "on" ? "ok" : "quiet"}>{text.standing[standing]}</Badge>
        {isLive && (
          <Link
            href={`/admin/promotions/${id}` as Route}
            aria-label={`${text.change} ${name}`}
            className="-my-2 ml-auto inline-flex min-h-11 shrink-0 items-center px-2 text-alipay text-sm"
          >
            {text.change}
          </Link>
        )}
      </div>
      {code !== null && <p className="mt-1 select-all break-words font-mono text-sm">{code}</p>}
      <ul className="mt-1 text-sm">
        {promotionInWords(promotion, names).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mt-2 text-ink-2 text-xs tabular-nums">{text.used(held, formatFen(costFen))}</p>
    </div>
  );
}
