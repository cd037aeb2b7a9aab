import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listTemplates, type OwnerTemplate } from "@/lib/shop/freight/list-templates";
import { readWholeOrderFree } from "@/lib/shop/freight/read-freight";
import { requireMember } from "../../member";
import { Badge } from "../../parts/badge";
import { PageTitle } from "../../parts/page-title";
import { rulesInWords } from "./rules-in-words";
import { text } from "./text";
import { WholeOrderFree } from "./whole-order-free";

export const metadata: Metadata = { title: text.title };

const DONE = { added: text.added, changed: text.changed, deleted: text.deleted, savedWhole: text.savedWhole } as const;

export default async function FreightPage({ searchParams }: PageProps<"/admin/freight">) {
  await requireMember("settings", "/admin/freight");
  const { done } = await searchParams;
  const shop = getShop();
  const [templates, whole] = await Promise.all([listTemplates(shop), readWholeOrderFree(shop.db)]);
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-4 text-ink-2 text-sm">{text.lead}</p>
      <Notice kind="ok" className="mb-4">
        {typeof done === "string" && done in DONE && DONE[done as keyof typeof DONE]}
      </Notice>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <section aria-labelledby="templates" className="flex flex-col gap-3">
          <h2 id="templates" className="font-semibold">
            {text.templates}
          </h2>
          {templates.length === 0 && <EmptyState title={text.none} hint={text.noneHint} />}
          <ul className="flex flex-col gap-3">
            {templates.map((template) => (
              <li key={template.id}>
                <TemplateCard template={template} />
              </li>
            ))}
          </ul>
          {templates.length > 1 && <p className="text-ink-2 text-sm">{text.howSeveral}</p>}
          <div className="flex flex-wrap gap-3">
            <Link href="/admin/freight/new?unit=piece" className={buttonClass("primary")}>
              {text.add.piece}
            </Link>
            <Link href="/admin/freight/new?unit=weight" className={buttonClass("outline")}>
              {text.add.weight}
            </Link>
          </div>
        </section>
        <WholeOrderFree key={whole.version} whole={whole} />
      </div>
    </>
  );
}

function TemplateCard({ template }: { template: OwnerTemplate }) {
  const { id, name, unit, rules, products } = template;
  return (
    <div className="rounded-card border border-line bg-card p-4">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 truncate font-semibold">{name}</h3>
        <Badge tone="quiet">{text.unit[unit]}</Badge>
        <Link
          href={`/admin/freight/${id}` as Route}
          aria-label={`${text.change} ${name}`}
          className="-my-2 ml-auto inline-flex min-h-11 shrink-0 items-center px-2 text-alipay text-sm"
        >
          {text.change}
        </Link>
      </div>
      <ul className="mt-1 text-sm">
        {rulesInWords(unit, rules).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className="mt-2 text-ink-3 text-xs">{text.products(products)}</p>
    </div>
  );
}
