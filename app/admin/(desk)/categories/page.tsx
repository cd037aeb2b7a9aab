import type { Metadata } from "next";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerCategories } from "@/lib/shop/catalog/list-owner-categories";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { FormSelect } from "../../form/form-select";
import { Submit } from "../../form/submit";
import { requireOwner } from "../../owner";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { addCategoryAction, renameCategoryAction } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function CategoriesPage() {
  await requireOwner("/admin/categories");
  const categories = await listOwnerCategories(getShop());
  const icons = categories.map(({ icon, name }) => ({ value: icon, label: text.iconOf(name) }));
  return (
    <>
      <PageTitle title={text.title} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ul className="flex flex-col gap-3">
          {categories.map((category) => (
            <li key={category.id} className="rounded-card border border-line bg-card p-4">
              <ActionForm action={renameCategoryAction} label={`${text.rename} ${category.name}`}>
                <input type="hidden" name="id" value={category.id} />
                <div className="flex items-end gap-3">
                  {/* biome-ignore lint/performance/noImgElement: an ornament of one size. */}
                  <img src={`/${category.icon}`} alt="" width={44} height={44} className="size-11 shrink-0" />
                  <FormField
                    label={`${text.name} · ${text.products(category.products)}`}
                    name="name"
                    required
                    maxLength={10}
                    defaultValue={category.name}
                    autoComplete="off"
                    className="min-w-0 flex-1"
                  />
                  <Submit kind="outline" className="shrink-0">
                    {text.rename}
                  </Submit>
                </div>
              </ActionForm>
            </li>
          ))}
        </ul>
        {icons.length > 0 && (
          <Section title={text.add}>
            <ActionForm action={addCategoryAction} className="flex flex-col gap-4" label={text.add}>
              <FormField label={text.name} name="name" required maxLength={10} autoComplete="off" />
              <FormSelect label={text.icon} name="icon" options={icons} />
              <Submit className="self-start">{text.add}</Submit>
            </ActionForm>
          </Section>
        )}
      </div>
    </>
  );
}
