import type { Metadata } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { ProductImage } from "@/components/product-image";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerProducts, type OwnerProductItem } from "@/lib/shop/catalog/list-owner-products";
import { listOwnerRecommended, type RecommendedProduct } from "@/lib/shop/catalog/list-recommended";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { Badge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { SearchBox } from "../../../parts/search-box";
import { Section } from "../../../parts/section";
import { moveRecommendedAction, recommendAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

/** 店主推荐: what stands first on the home page, chosen and ordered by the owner. */
export default async function RecommendedPage({ searchParams }: PageProps<"/admin/products/recommended">) {
  await requireMember("goods.write", "/admin/products/recommended");
  const { q } = await searchParams;
  const search = typeof q === "string" ? q : "";
  const [chosen, found] = await Promise.all([
    listOwnerRecommended(getShop()),
    listOwnerProducts(getShop(), { search, filter: "on", scarceAt: 0 }),
  ]);
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/products", name: text.back }} />
      <p className="mb-4 text-ink-2 text-sm">{text.lead}</p>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {chosen.length === 0 ? (
          <EmptyState title={text.none} hint={text.noneHint} />
        ) : (
          <ol className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
            {chosen.map((product, index) => (
              <Chosen key={product.id} product={product} isFirst={index === 0} isLast={index === chosen.length - 1} />
            ))}
          </ol>
        )}
        <Section title={text.add} id="add">
          <SearchBox action="/admin/products/recommended" value={search} placeholder={text.search} />
          {found.products.length === 0 && <p className="text-ink-3 text-sm">{text.nothingFound}</p>}
          <ul className="divide-y divide-line">
            {found.products.map((product) => (
              <Found key={product.id} product={product} isChosen={chosen.some(({ id }) => id === product.id)} />
            ))}
          </ul>
          {found.next && <p className="mt-2 text-ink-3 text-xs">{text.moreFound}</p>}
        </Section>
      </div>
    </>
  );
}

function Chosen({ product, isFirst, isLast }: { product: RecommendedProduct; isFirst: boolean; isLast: boolean }) {
  const { id, title, image, isShown } = product;
  return (
    <li className="flex items-center gap-2 p-3">
      <ProductImage name={image} alt="" sizes="3.5rem" className="size-14 shrink-0 rounded-lg" />
      <Link href={`/admin/products/${id}`} className="flex min-h-11 min-w-0 flex-1 flex-col items-start justify-center text-sm">
        <span className="line-clamp-2 font-medium">{title}</span>
        {!isShown && <Badge tone="quiet">{text.hidden}</Badge>}
      </Link>
      {/* Each arrow keeps its place, so that a finger that goes on tapping meets no other one. */}
      {isFirst ? <span className="w-11 shrink-0" /> : <Move id={id} move="up" label={text.up(title)} sign="↑" />}
      {isLast ? <span className="w-11 shrink-0" /> : <Move id={id} move="down" label={text.down(title)} sign="↓" />}
      <Move id={id} move="remove" label={text.remove(title)} sign="✕" />
    </li>
  );
}

function Move({ id, move, label, sign }: { id: number; move: "up" | "down" | "remove"; label: string; sign: string }) {
  return (
    <ActionForm action={moveRecommendedAction}>
      <input type="hidden" name="id" value={id} />
      <Submit kind="outline" name="move" value={move} className="w-11 px-0" label={label}>
        <span aria-hidden="true">{sign}</span>
      </Submit>
    </ActionForm>
  );
}

function Found({ product: { id, title, image }, isChosen }: { product: OwnerProductItem; isChosen: boolean }) {
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <ProductImage name={image ?? ""} alt="" sizes="2.75rem" className="size-11 shrink-0 rounded-lg" />
      <span className="line-clamp-2 min-w-0 flex-1">{title}</span>
      {isChosen ? (
        <Badge tone="ok">{text.chosen}</Badge>
      ) : (
        <ActionForm action={recommendAction}>
          <input type="hidden" name="id" value={id} />
          <Submit kind="soft" className="px-4" label={text.recommendOne(title)}>
            {text.recommend}
          </Submit>
        </ActionForm>
      )}
    </li>
  );
}
