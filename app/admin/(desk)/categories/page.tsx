import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { addCategoryAction } from "./actions";
import { CategoryCard } from "./category-card";
import { IconField } from "./icon-field";
import { type IconOutcome, text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function CategoriesPage({ searchParams }: PageProps<"/admin/categories">) {
  await requireMember("goods.write", "/admin/categories");
  const { deleted, icon } = await searchParams;
  const categories = await listOwnerCategories(getShop());
  return (
    <>
      <PageTitle title={text.title} />
      {categories.length > 0 && <p className="mb-4 text-ink-2 text-sm">{text.lead}</p>}
      <Notice kind="ok" className="mb-4">
        {deleted === "1" && text.deleted}
      </Notice>
      <Notice kind={icon === "stored" ? "ok" : "error"} className="mb-4">
        {isIconOutcome(icon) && text.uploads[icon]}
      </Notice>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {categories.length === 0 && <EmptyState title={text.none} hint={text.noneHint} />}
        {categories.length > 0 && (
          <ol className="flex flex-col gap-3">
            {categories.map((category, index) => (
              <li key={category.id}>
                <CategoryCard category={category} isFirst={index === 0} isLast={index === categories.length - 1} />
              </li>
            ))}
          </ol>
        )}
        <Section title={text.add} id="add">
          <ActionForm action={addCategoryAction} className="flex flex-col gap-4" label={text.add}>
            <FormField label={text.name} hint={text.nameHint} name="name" required maxLength={10} autoComplete="off" />
            <IconField />
            <Submit className="self-start">{text.add}</Submit>
          </ActionForm>
        </Section>
      </div>
    </>
  );
}

function isIconOutcome(code: unknown): code is IconOutcome {
  return typeof code === "string" && Object.hasOwn(text.uploads, code);
}
