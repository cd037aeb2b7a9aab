import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type Delivery, getDelivery } from "@/lib/shop/inbox/get-delivery";
import { requireMember } from "../../../member";
import { Facts } from "../../../parts/facts";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { reasonInWords, VerdictBadge } from "../delivery-rows";
import { text } from "../text";
import { Why } from "./why";

export const metadata: Metadata = { title: text.title };

export default async function DeliveryPage({ params }: PageProps<"/admin/deliveries/[id]">) {
  const { id } = await params;
  await requireMember("contract", `/admin/deliveries/${id}`);
  const delivery = await getDelivery(getShop(), id);
  if (!delivery) notFound();
  return (
    <>
      <PageTitle title={text.one(delivery.id)} back={{ href: "/admin/deliveries", name: text.back }} />
      <div className="grid gap-4">
        <Section title={text.facts} aside={<VerdictBadge verdict={delivery.verdict} />}>
          <Facts facts={factsOf(delivery)} />
        </Section>
        {delivery.verdict === "rejected" && <Why delivery={delivery} />}
        {delivery.fields.length > 0 && (
          <Section title={text.fields}>
            <dl className="flex flex-col gap-3 text-sm">
              {delivery.fields.map(({ name, value }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a forged body may carry a name twice.
                <div key={index} className="min-w-0">
                  <dt className="text-ink-3">{name}</dt>
                  <dd>
                    <code className="whitespace-pre-wrap break-all">{value}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        )}
        <Section title={text.raw}>
          <p className="mb-2 text-ink-3 text-xs">{text.masked}</p>
          <pre className="whitespace-pre-wrap break-all rounded-xl bg-paper p-3 text-xs">{delivery.raw}</pre>
        </Section>
      </div>
    </>
  );
}

function factsOf(delivery: Delivery) {
  const code = (value: string | null) => value && <code className="break-all">{value}</code>;
  const order = delivery.orderNo ? (
    <Link href={`/admin/orders/${delivery.orderNo}`} className="text-alipay underline underline-offset-2">
      {delivery.orderNo}
    </Link>
  ) : (
    text.noOrder
  );
  return [
    [text.receivedAt, <Time key="t" at={delivery.receivedAt} />],
    [text.reason, reasonInWords(delivery.reason)],
    [text.order, order],
    [text.tradeStatus, code(delivery.tradeStatus)],
    [text.tradeNo, code(delivery.tradeNo), "long"],
    [text.outTradeNo, code(delivery.outTradeNo), "long"],
    [text.notifyId, code(delivery.notifyId), "long"],
    [text.answer, code(delivery.answer)],
    [text.remoteIp, code(delivery.remoteIp)],
    [text.protocol, delivery.protocol],
    [text.contentType, code(delivery.contentType)],
    [text.bodyHash, code(delivery.bodyHash)],
  ] as const;
}
