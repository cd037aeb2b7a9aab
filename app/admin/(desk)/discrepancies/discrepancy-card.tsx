import Link from "next/link";
import type { DiscrepancyItem } from "@/lib/shop/discrepancies/list-discrepancies";
import { formatFen } from "@/lib/shop/money";
import type { HeldPayment } from "@/lib/shop/refunds/read-held-payments";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { FormRadios } from "../../form/form-radios";
import { Submit } from "../../form/submit";
import { Facts } from "../../parts/facts";
import { Fold } from "../../parts/fold";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { resolveAction } from "./actions";
import { HeldMoney } from "./held-money";
import { RetryForm } from "./retry-form";
import { text } from "./text";

type DiscrepancyCardProps = {
  /** `orderNo` is null on the order's own page. */
  discrepancy: DiscrepancyItem;
  /** The money that it is about, when that pays no order of ours. */
  held?: HeldPayment | undefined;
  /** Its automatic refund is yet to begin, so that whoever resolves it decides about the money. */
  isRefundWaiting: boolean;
  /** Whether whoever looks says what is to become of it. */
  mayDecide: boolean;
};

/** What does not fit, what it means, what to do, and a place to say that it was done. */
export function DiscrepancyCard({ discrepancy, held, isRefundWaiting, mayDecide }: DiscrepancyCardProps) {
  const words = text.kinds[discrepancy.kind] ?? text.unknownKind;
  const isOpen = discrepancy.resolvedAt === null;
  const canDecide = isOpen && mayDecide;
  return (
    <Section title={words.title} tone={isOpen ? "loud" : "plain"} aside={<Age at={discrepancy.createdAt} />}>
      <p className="text-sm">{words.what}</p>
      {isOpen && (
        <p className="mt-2 text-sm">
          <strong>{text.todo}：</strong>
          {words.todo}
        </p>
      )}
      <div className="mt-3 rounded-xl bg-card p-3">
        <Facts facts={factsOf(discrepancy)} />
        {held && <HeldMoney held={held} isOpen={isOpen} mayDecide={mayDecide} />}
        {canDecide && <RetryForm discrepancy={discrepancy} />}
        {canDecide && <ResolveForm id={discrepancy.id} isRefundWaiting={isRefundWaiting} />}
      </div>
    </Section>
  );
}

function Age({ at }: { at: Date }) {
  return (
    <span className="shrink-0 text-ink-2 text-sm">
      <Time at={at} short />
    </span>
  );
}

function factsOf(discrepancy: DiscrepancyItem) {
  const { orderNo, amountFen, outTradeNo, tradeNo, detail, createdAt, resolvedAt } = discrepancy;
  const link = orderNo && (
    <Link href={`/admin/orders/${orderNo}`} className="-my-3 inline-block py-3 text-alipay underline underline-offset-2">
      {orderNo}
    </Link>
  );
  const code = (value: string | null) => value && <code className="break-all">{value}</code>;
  const noted = inOrder(detail).map(([name, value]) => [text.detail[name] ?? name, noteOf(name, value)] as const);
  return [
    [text.order, link],
    [text.amount, amountFen === null ? null : formatFen(amountFen)],
    ...noted,
    [text.tradeNo, code(tradeNo), "long"],
    [text.outTradeNo, code(outTradeNo), "long"],
    [text.createdAt, <Time key="t" at={createdAt} />],
    [text.resolvedAt, resolvedAt && <Time key="t" at={resolvedAt} />],
    [text.resolution, resolutionOf(discrepancy)],
  ] as const;
}

/** As the words stand in text.ts: what PostgreSQL keeps as JSON has no order of its own. */
function inOrder(detail: DiscrepancyItem["detail"]): [name: string, value: string | number][] {
  const order = Object.keys(text.detail);
  return Object.entries(detail).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

function noteOf(name: string, value: string | number) {
  if (name === "since") return <Time at={new Date(value)} />;
  return name.endsWith("Fen") && typeof value === "number" ? formatFen(value) : String(value);
}

/** A person's own words, or how it resolved itself. */
function resolutionOf({ resolution, resolvedAs, detail }: DiscrepancyItem): string | null {
  const words = text.resolvedAs[resolvedAs ?? ""];
  return typeof words === "function" ? words(String(detail.refundNo ?? "")) : (words ?? resolution);
}

function ResolveForm({ id, isRefundWaiting }: { id: bigint; isRefundWaiting: boolean }) {
  return (
    <Fold name={text.resolve} look="line" className="mt-3">
      <ActionForm action={resolveAction} className="flex flex-col gap-3 pb-1" label={text.resolve} about={id}>
        <input type="hidden" name="id" value={String(id)} />
        {isRefundWaiting && <FormRadios label={text.money} name="money" options={text.moneyOptions} />}
        <FormField label={text.note} hint={text.noteHint} name="resolution" required multiline rows={2} maxLength={500} />
        <Submit className="md:self-start">{text.resolve}</Submit>
      </ActionForm>
    </Fold>
  );
}
