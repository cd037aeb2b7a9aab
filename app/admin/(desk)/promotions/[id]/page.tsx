import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { dayOf } from "@/lib/shop/day";
import { listPromotions, slugsOf } from "@/lib/shop/promotions/list-promotions";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { Fold } from "../../../parts/fold";
import { PageTitle } from "../../../parts/page-title";
import { changeCouponAction, changeReductionAction, stopPromotionAction } from "../actions";
import { PromotionForm } from "../promotion-form";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

export default async function PromotionPage({ params }: PageProps<"/admin/promotions/[id]">) {
  const { id } = await params;
  await requireMember("promotions", `/admin/promotions/${id}`);
  if (!/^[1-9]\d{0,8}$/.test(id)) notFound();
  const shop = getShop();
  const [promotion] = await listPromotions(shop, Number(id));
  if (!promotion || promotion.standing === "stopped") notFound();
  const { rule, name, code } = promotion;
  return (
    <>
      <PageTitle title={code === null ? name : `${name}（${code}）`} back={{ href: "/admin/promotions", name: text.back }} />
      <PromotionForm
        action={rule.kind === "coupon" ? changeCouponAction : changeReductionAction}
        kind={rule.kind}
        categories={await listOwnerCategories(shop)}
        today={dayOf(shop.now())}
        promotion={promotion}
        slugs={rule.scope.kind === "products" ? await slugsOf(shop, rule.scope.ids) : []}
      />
      <Fold name={text.stop} className="mt-6">
        <ActionForm action={stopPromotionAction} label={text.stop}>
          <input type="hidden" name="id" value={promotion.id} />
          <p className="mb-3 text-ink-2 text-sm">{text.stopHint}</p>
          <Submit kind="soft">{text.confirmStop}</Submit>
        </ActionForm>
      </Fold>
    </>
  );
}
