import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOrderDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { type Doubt, listDoubts } from "@/lib/shop/discrepancies/list-doubts";
import { listWaitingForRefund } from "@/lib/shop/discrepancies/waiting-refund";
import { listOrderDeliveries } from "@/lib/shop/inbox/list-deliveries";
import { getOwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { readLastCourier } from "@/lib/shop/orders/last-courier";
import { neverSentOf } from "@/lib/shop/orders/never-sent";
import { may } from "@/lib/shop/owners/role";
import { listOrderAttempts, listOrderPayments, type OwnerPayment } from "@/lib/shop/payments/list-order-payments";
import { isUnanswered } from "@/lib/shop/payments/look-times";
import { freightLeftFen } from "@/lib/shop/refunds/freight-left";
import { listOrderRefunds, type OwnerRefund } from "@/lib/shop/refunds/owner-refund";
import { listRefundPictures } from "@/lib/shop/refunds/pictures/read-pictures";
import { listOrderWords } from "@/lib/shop/word/list-words";
import { requireMember } from "../../../member";
import { Badge, StatusBadge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { RefreshOnReturn } from "../../../parts/refresh-on-return";
import { Section } from "../../../parts/section";
import { DeliveryRows } from "../../deliveries/delivery-rows";
import { DiscrepancyCard } from "../../discrepancies/discrepancy-card";
import { keptWayBack, wayBack } from "../list-href";
import { text as listText } from "../text";
import { Address, Goods, Times } from "./about-order";
import { Attempts, Payments } from "./about-payment";
import { BuyerWords } from "./buyer-words";
import { ChangeOrder } from "./change-order";
import { changeText } from "./change-text";
import { OrderActions } from "./order-actions";
import { OwnerNote } from "./owner-note";
import { Parcels } from "./parcels";
import { Refunds } from "./refunds";
import { RefundsWithoutSums } from "./refunds-without-sums";
import { text } from "./text";
import { Timeline } from "./timeline";
import { Unanswered } from "./unanswered";
import { withoutSums } from "./without-sums";

const LEFT = "mb-4 flex min-w-0 flex-col gap-4 empty:hidden lg:float-left lg:clear-left lg:w-[calc(100%-23rem)]";
const RIGHT = "mb-4 flex flex-col gap-4 empty:hidden lg:float-right lg:clear-right lg:w-[22rem]";

export async function generateMetadata({ params }: PageProps<"/admin/orders/[no]">): Promise<Metadata> {
  return { title: text.title((await params).no) };
}

export default async function OrderPage({ params, searchParams }: PageProps<"/admin/orders/[no]">) {
  const { no } = await params;
  const member = await requireMember("orders.read", `/admin/orders/${no}`);
  const asked = await searchParams;
  const shop = getShop();
  const order = await getOwnerOrder(shop, no);
  if (!order) notFound();
  const [remembered, attempts, payments, refunds, discrepancies, deliveries, doubts, pictures, told] = await Promise.all([
    readLastCourier(shop),
    listOrderAttempts(shop, order.id),
    listOrderPayments(shop, order.id),
    listOrderRefunds(shop, order.id),
    listOrderDiscrepancies(shop, order.id),
    listOrderDeliveries(shop, order.id),
    listDoubts(shop.db, order.id),
    listRefundPictures(shop, order.id),
    listOrderWords(shop, order.id),
  ]);
  const unanswered = attempts.find((attempt) => attempt.status === "OPEN" && isUnanswered(attempt, shop.now()));
  const waiting = await listWaitingForRefund(shop, discrepancies);
  const settled = payments.find(({ disposition }) => disposition === "settled");
  const freightFen = settled ? await freightLeftFen(shop.db, { ...settled, orderId: order.id }) : 0;
  const hasMoney = may(member, "money.read");
  const isInRefund = isRefunding(refunds, payments);
  const discounted = order.discounts.length > 0 || order.adjustFen !== 0 ? order.lines : [];
  const title = (
    <>
      <span className="tabular-nums">{text.title(order.no)}</span>
      <StatusBadge status={order.status} closeWanted={order.closeWanted} />
      {order.changing && <Badge tone="wait">{changeText.badge}</Badge>}
      {order.unsentPieces > 0 && <Badge tone="wait">{listText.partlySent}</Badge>}
    </>
  );
  const neverSent = neverSentOf(order, { payments, refunds });
  const moneyBack = hasMoney ? (
    <Refunds
      mayRefund={may(member, "money.refund")}
      lines={discounted}
      asked={asked}
      kept={keptWayBack(asked)}
      orderId={order.id}
      no={order.no}
      pictures={pictures}
      refunds={refunds}
      payments={payments}
      freight={{ fen: freightFen, isShipped: order.shippedAt !== null }}
    />
  ) : (
    <RefundsWithoutSums refunds={refunds} />
  );
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={title} back={{ href: wayBack(no, asked), name: text.back }} />
      {/* What stands first in the document is read first, on a phone and by a screen reader. On a desk the same blocks float into two columns. */}
      <div className="flow-root">
        <div className={LEFT}>
          {unanswered && order.status === "PENDING" && may(member, "money.settle") && (
            <Unanswered orderId={order.id} attempt={unanswered} />
          )}
          {hasMoney && discrepancies.length > 0 && (
            <div id="discrepancies" className="flex flex-col gap-3">
              {discrepancies.map((discrepancy) => (
                <DiscrepancyCard
                  key={discrepancy.id}
                  discrepancy={{ ...discrepancy, orderNo: null }}
                  isRefundWaiting={waiting.has(discrepancy.id)}
                  mayDecide={may(member, "money.settle")}
                />
              ))}
            </div>
          )}
          {isInRefund && moneyBack}
          <Goods order={order} hasMoney={hasMoney} />
        </div>
        <div className={RIGHT}>
          <Address order={order} />
          <OwnerNote order={order} mayWrite={may(member, "orders.note")} />
          <Parcels
            order={order}
            remembered={remembered}
            mayShip={may(member, "orders.ship")}
            rest={neverSent && { ...neverSent, hasMoney }}
          />
          {may(member, "orders.change") && <ChangeOrder order={order} />}
          <OrderActions
            order={order}
            member={member}
            remembered={remembered}
            wasAtCashier={attempts.some(({ startedAt }) => startedAt !== null)}
            isRefunding={isInRefund}
            doubtHref={doubtHref(doubts, order.id)}
          />
        </div>
        <div className={LEFT}>
          {!isInRefund && moneyBack}
          {hasMoney && <Payments payments={payments} />}
          {hasMoney && <Attempts attempts={attempts} now={shop.now()} />}
          {may(member, "contract") && (
            <Section title={text.deliveries}>
              {deliveries.length === 0 ? (
                <p className="text-ink-3 text-sm">{text.noDeliveries}</p>
              ) : (
                <DeliveryRows deliveries={deliveries.map((delivery) => ({ ...delivery, orderNo: null }))} />
              )}
            </Section>
          )}
        </div>
        <div className={RIGHT}>
          <Times order={order} />
          <BuyerWords {...told} />
          <Timeline events={hasMoney ? order.events : withoutSums(order.events)} />
        </div>
      </div>
    </>
  );
}

/** As long as this is so, shipOrder refuses. */
function isRefunding(refunds: readonly OwnerRefund[], payments: readonly OwnerPayment[]): boolean {
  const settled = payments.find(({ disposition }) => disposition === "settled");
  return refunds.some(({ status, paymentId }) => paymentId === settled?.id && (status === "REQUESTED" || status === "PENDING"));
}

/** The discrepancies of the order stand on its page; one about its trade alone does not. */
function doubtHref(doubts: readonly Doubt[], orderId: string): "#discrepancies" | "/admin/discrepancies" | null {
  if (doubts.length === 0) return null;
  return doubts.every((doubt) => doubt.orderId === orderId) ? "#discrepancies" : "/admin/discrepancies";
}
