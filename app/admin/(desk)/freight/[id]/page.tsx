import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listTemplates } from "@/lib/shop/freight/list-templates";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { changeTemplateAction, deleteTemplateAction } from "../actions";
import { TemplateForm } from "../template-form";
import { text } from "../text";

export const metadata: Metadata = { title: text.templates };

export default async function TemplatePage({ params }: PageProps<"/admin/freight/[id]">) {
  const { id } = await params;
  await requireMember("settings", `/admin/freight/${id}`);
  const template = (await listTemplates(getShop())).find((one) => String(one.id) === id);
  if (!template) notFound();
  return (
    <>
      <PageTitle title={`${template.name}（${text.unit[template.unit]}）`} back={{ href: "/admin/freight", name: text.back }} />
      <TemplateForm action={changeTemplateAction} unit={template.unit} rules={template.rules} template={template} />
      <div className="mt-6 border-line border-t pt-4">
        {template.products > 0 ? (
          <p className="text-ink-2 text-sm">{text.inUse(template)}</p>
        ) : (
          <ActionForm action={deleteTemplateAction} className="flex flex-wrap items-center gap-3" label={text.delete}>
            <input type="hidden" name="id" value={template.id} />
            <Submit kind="outline">{text.delete}</Submit>
            <span className="text-ink-3 text-xs">{text.deleteHint}</span>
          </ActionForm>
        )}
      </div>
    </>
  );
}
