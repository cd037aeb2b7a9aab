import type { Metadata } from "next";
import type { FreightRules, FreightUnit } from "@/lib/shop/freight/freight";
import { OVERSEAS, REMOTE } from "@/lib/shop/freight/province";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { addTemplateAction } from "../actions";
import { TemplateForm } from "../template-form";
import { text } from "../text";

export const metadata: Metadata = { title: text.templates };

export default async function NewTemplatePage({ searchParams }: PageProps<"/admin/freight/new">) {
  await requireMember("settings", "/admin/freight/new");
  const unit: FreightUnit = (await searchParams).unit === "weight" ? "weight" : "piece";
  return (
    <>
      <PageTitle title={text.newTitle[unit]} back={{ href: "/admin/freight", name: text.back }} />
      <TemplateForm action={addTemplateAction} unit={unit} rules={presetOf(unit)} />
    </>
  );
}

/** Remote provinces apart and nothing overseas; what it costs the owner has to say. */
function presetOf(unit: FreightUnit): FreightRules {
  const units = unit === "piece" ? 1 : 1000;
  const zone = { fee: { first: units, firstFeeFen: -1, step: units, stepFeeFen: -1 }, free: null };
  return { everywhere: zone, zones: [{ ...zone, provinces: [...REMOTE] }], excluded: [...OVERSEAS] };
}
