import type { Metadata, Route } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { AUDIT_KINDS, type AuditGroup } from "@/lib/shop/audit/audit-entry";
import { type AuditPerson, type AuditPersonName, listAudit, listAuditPeople } from "@/lib/shop/audit/list-audit";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { Tabs } from "../../parts/tabs";
import { Entry } from "./entry";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const GROUPS = Object.keys(AUDIT_KINDS) as AuditGroup[];

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  await requireMember("audit", "/admin/audit");
  const query = await searchParams;
  const [group, who, before] = [one(query.group), one(query.who), one(query.before)];
  const known = GROUPS.find((name) => name === group);
  const shop = getShop();
  const filter = { group: known, person: personOf(who), before: /^\d{1,18}$/.test(before) ? BigInt(before) : undefined };
  const [{ entries, next }, people] = [await listAudit(shop, filter), await listAuditPeople(shop)];
  const href = (to: { group?: string | undefined; before?: bigint }) => hrefOf({ group: known, who, ...to });
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/account", name: text.back }} />
      <p className="mb-3 text-ink-2 text-sm">{text.lead}</p>
      <Tabs
        label={text.groups}
        current={known ?? ""}
        tabs={["" as const, ...GROUPS].map((key) => ({ key, href: href({ group: key }), name: key ? text.group[key] : text.all }))}
      />
      <WhoForm group={known} who={who} people={people} />
      {entries.length === 0 && <EmptyState title={text.none} hint={text.noneHint} />}
      <ul className="divide-y divide-line rounded-card border border-line bg-card empty:hidden">
        {entries.map((entry) => (
          <li key={entry.id} className="px-4 py-3">
            <Entry entry={entry} />
          </li>
        ))}
      </ul>
      <Pager first={filter.before === undefined ? null : href({})} next={next === null ? null : href({ before: next })} />
    </>
  );
}

type WhoFormProps = { group: AuditGroup | undefined; who: string; people: AuditPersonName[] };

function WhoForm({ group, who, people }: WhoFormProps) {
  const options = [
    { value: "", label: text.everybody },
    ...people.map((person) => ({ value: `owner-${person.id}`, label: text.personName(person) })),
    { value: "stranger", label: text.strangers },
    { value: "console", label: text.console },
  ];
  return (
    <form action="/admin/audit" className="mb-4 flex items-center gap-2">
      {group && <input type="hidden" name="group" value={group} />}
      <label className="flex min-w-0 items-center gap-2 text-sm">
        <span className="shrink-0 text-ink-2">{text.person}</span>
        <select name="who" defaultValue={who} className="min-h-11 min-w-0 max-w-56 rounded-xl border border-line bg-card px-3 text-base">
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttonClass("outline", "shrink-0")}>
        {text.filter}
      </button>
    </form>
  );
}

function one(value: string | string[] | undefined): string {
  return typeof value === "string" ? value : "";
}

function personOf(who: string): AuditPerson | undefined {
  if (who === "stranger" || who === "console") return who;
  const id = /^owner-([1-9]\d{0,8})$/.exec(who)?.[1];
  return id ? { ownerId: Number(id) } : undefined;
}

function hrefOf(query: { group?: string | undefined; who?: string; before?: bigint }): Route {
  const given = Object.entries(query).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  const search = new URLSearchParams(given).toString();
  return (search ? `/admin/audit?${search}` : "/admin/audit") as Route;
}
