import type { Metadata } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { listTemplates } from "@/lib/shop/freight/list-templates";
import { ActionForm } from "../../../form/action-form";
import { FormField } from "../../../form/form-field";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { BasicFields } from "../[id]/basic-fields";
import { text } from "../[id]/text";
import { VariantFields } from "../[id]/variant-fields";
import { createProductAction } from "./actions";

export const metadata: Metadata = { title: text.newTitle };

export default async function NewProductPage() {
  await requireMember("goods.write", "/admin/products/new");
  const [categories, templates] = await Promise.all([listOwnerCategories(getShop()), listTemplates(getShop())]);
  if (categories.length === 0) return <NoCategory />;
  return (
    <>
      <PageTitle title={text.newTitle} back={{ href: "/admin/products", name: text.back }} />
      <div className="max-w-2xl">
        <ActionForm action={createProductAction} className="flex flex-col gap-4">
          <Section title={text.basics}>
            <BasicFields categories={categories} templates={templates} />
          </Section>
          <Section title={text.firstVariant}>
            <div className="grid gap-4 md:grid-cols-2">
              <VariantFields />
              <FormField label={text.initialStock} name="stock" inputMode="numeric" required defaultValue="0" autoComplete="off" />
            </div>
          </Section>
          <p className="text-ink-2 text-sm">{text.createHint}</p>
          <Submit className="md:self-start">{text.create}</Submit>
        </ActionForm>
      </div>
    </>
  );
}

/** A product stands in a category: an empty shop begins there. */
function NoCategory() {
  return (
    <>
      <PageTitle title={text.newTitle} back={{ href: "/admin/products", name: text.back }} />
      <EmptyState title={text.noCategory} hint={text.noCategoryHint}>
        <Link href="/admin/categories" className={buttonClass("primary")}>
          {text.toCategories}
        </Link>
      </EmptyState>
    </>
  );
}
