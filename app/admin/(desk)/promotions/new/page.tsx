import type { Metadata } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { dayOf } from "@/lib/shop/day";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { addCouponAction, addReductionAction } from "../actions";
import { PromotionForm } from "../promotion-form";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

export default async function NewPromotionPage({ searchParams }: PageProps<"/admin/promotions/new">) {
  await requireMember("promotions", "/admin/promotions/new");
  const kind = (await searchParams).kind === "coupon" ? "coupon" : "reduction";
  const shop = getShop();
  return (
    <>
      <PageTitle title={text.add[kind]} back={{ href: "/admin/promotions", name: text.back }} />
      <PromotionForm
        action={kind === "coupon" ? addCouponAction : addReductionAction}
        kind={kind}
        categories={await listOwnerCategories(shop)}
        today={dayOf(shop.now())}
      />
    </>
  );
}
