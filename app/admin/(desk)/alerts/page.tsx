import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { Notice } from "@/components/notice";
import { listAlerts, listChannels } from "@/lib/shop/alerts/list-alerts";
import { readLowStock } from "@/lib/shop/alerts/low-stock";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listWordChannels } from "@/lib/shop/word/channels/list-word-channels";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { Section } from "../../parts/section";
import { SoundSwitch } from "../news/sound-switch";
import { text as news } from "../news/text";
import { saveLowStockAction } from "./actions";
import { AddChannel } from "./add-channel";
import { AlertRows } from "./alert-rows";
import { ChannelCard } from "./channel-card";
import { text, wayNames } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function AlertsPage({ searchParams }: PageProps<"/admin/alerts">) {
  await requireMember("alerts", "/admin/alerts");
  const { deleted, before } = await searchParams;
  const isBehind = typeof before === "string" && /^\d{1,18}$/.test(before);
  const shop = getShop();
  const [channels, list, lowStock, ways] = await Promise.all([
    listChannels(shop),
    listAlerts(shop, isBehind ? { before: BigInt(before) } : {}),
    readLowStock(shop),
    listWordChannels(shop),
  ]);
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title} />
      <p className="mb-4 text-ink-2 text-sm">{text.lead}</p>
      <Notice kind="ok" className="mb-4">
        {deleted === "1" && text.removed}
      </Notice>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex flex-col gap-4">
          <Section title={text.channels} id="channels">
            {channels.length === 0 && <p className="mb-4 text-ink-2 text-sm">{text.none}</p>}
            <ul className="mb-4 flex flex-col gap-3 empty:hidden">
              {channels.map((channel) => (
                <li key={channel.id}>
                  <ChannelCard channel={channel} />
                </li>
              ))}
            </ul>
            <AddChannel />
          </Section>
          <Section title={text.buyers} id="buyers">
            <p className="mb-3 text-ink-2 text-sm">{text.buyersLead}</p>
            <p className="mb-3 text-sm">{ways.map(({ medium }) => wayNames[medium]).join("、") || text.buyersNone}</p>
            <Link href="/admin/alerts/buyers" className={buttonClass("outline")}>
              {text.buyers}
            </Link>
          </Section>
          <Section title={news.sound}>
            <SoundSwitch />
          </Section>
          <Section title={text.stock} id="stock">
            <ActionForm action={saveLowStockAction} label={text.stock} className="flex flex-col gap-4">
              <FormField
                label={text.labels.lowStock}
                hint={text.hints.lowStock}
                name="lowStock"
                inputMode="numeric"
                autoComplete="off"
                required
                maxLength={4}
                defaultValue={String(lowStock)}
              />
              <Submit className="self-start">{text.save}</Submit>
            </ActionForm>
          </Section>
        </div>
        <Section title={text.sent} id="sent">
          <p className="text-ink-3 text-xs">{text.sentLead}</p>
          {list.alerts.length === 0 ? <p className="mt-3 text-ink-2 text-sm">{text.nothingSent}</p> : <AlertRows alerts={list.alerts} />}
          <Pager
            first={isBehind ? "/admin/alerts" : null}
            next={list.next === null ? null : (`/admin/alerts?before=${list.next}` as Route)}
          />
        </Section>
      </div>
    </>
  );
}
