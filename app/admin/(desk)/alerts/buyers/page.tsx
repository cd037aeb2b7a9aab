import type { Metadata } from "next";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listWordChannels } from "@/lib/shop/word/channels/list-word-channels";
import { requireMember } from "../../../member";
import { PageTitle } from "../../../parts/page-title";
import { RefreshOnReturn } from "../../../parts/refresh-on-return";
import { Section } from "../../../parts/section";
import { AddWordMail, AddWordSms } from "./add-word-channel";
import { text } from "./text";
import { WordChannelCard } from "./word-channel-card";

export const metadata: Metadata = { title: text.title };

/** 通知买家: by which ways buyers get word of their own orders. */
export default async function BuyersPage({ searchParams }: PageProps<"/admin/alerts/buyers">) {
  await requireMember("alerts", "/admin/alerts/buyers");
  const { deleted } = await searchParams;
  const channels = await listWordChannels(getShop());
  const [email, sms] = (["email", "sms"] as const).map((medium) => channels.find((channel) => channel.medium === medium));
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title} back={{ href: "/admin/alerts", name: text.back }} />
      <p className="mb-2 text-ink-2 text-sm">{text.lead}</p>
      <p className="mb-4 text-ink-3 text-xs">{text.privacy}</p>
      <Notice kind="ok" className="mb-4">
        {deleted === "1" && text.removed}
      </Notice>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Section title={text.email} id="email">
          <p className="mb-4 text-ink-2 text-sm">{text.emailLead}</p>
          {email ? <WordChannelCard channel={email} /> : <AddWordMail />}
        </Section>
        <Section title={text.sms} id="sms">
          <p className="mb-4 text-ink-2 text-sm">{text.smsLead}</p>
          {sms ? <WordChannelCard channel={sms} /> : <AddWordSms />}
        </Section>
      </div>
    </>
  );
}
