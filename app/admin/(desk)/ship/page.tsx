import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getOwnerOrder, type OwnerOrder } from "@/lib/shop/orders/get-owner-order";
import { readLastCourier } from "@/lib/shop/orders/last-courier";
import { readShipQueue, type ShipQueue } from "@/lib/shop/orders/ship-queue";
import { may } from "@/lib/shop/owners/role";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { Address, Goods } from "../orders/[no]/about-order";
import { leftLines } from "../orders/[no]/parcels";
import { ParcelFields } from "../parcels/parcel-fields";
import { PiecesFields } from "../parcels/pieces-fields";
import { text as parcels } from "../parcels/text";
import { shipNextAction } from "./actions";
import { queueHref } from "./queue-href";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

/** The order that has waited longest, and after it the next. */
export default async function ShipPage({ searchParams }: PageProps<"/admin/ship">) {
  const member = await requireMember("orders.ship", "/admin/ship");
  const { after: behind, done } = await searchParams;
  const after = typeof behind === "string" ? behind : "";
  const shop = getShop();
  const queue = await readShipQueue(shop, after);
  const [order, remembered] = await Promise.all([queue.next && getOwnerOrder(shop, queue.next.no), readLastCourier(shop)]);
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/orders?tab=paid" as Route, name: text.back }}>
        <p className="text-ink-2 text-sm">{text.left(queue.left)}</p>
      </PageTitle>
      <Notice className="mb-3">{typeof done === "string" && /^\d{10,24}$/.test(done) && <Done no={done} />}</Notice>
      {order && queue.next ? (
        <Next
          key={order.id}
          order={order}
          hasMoney={may(member, "money.read")}
          remembered={remembered}
          after={after}
          skip={queue.next.skip}
        />
      ) : (
        <End queue={queue} isBehind={after !== ""} />
      )}
      <Aside queue={queue} />
    </>
  );
}

function Done({ no }: { no: string }) {
  return (
    <>
      {text.done(no)}{" "}
      <Link href={`/admin/orders/${no}`} className="inline-flex min-h-11 items-center underline underline-offset-2 md:min-h-0">
        {text.see}
      </Link>
    </>
  );
}

type NextProps = { order: OwnerOrder; hasMoney: boolean; remembered: string | null; after: string; skip: string };

function Next({ order, hasMoney, remembered, after, skip }: NextProps) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <Goods order={order} hasMoney={hasMoney} />
      <div className="flex flex-col gap-4">
        <Address order={order} />
        {order.ownerNote && (
          <Section title={text.ownerNote}>
            <p className="whitespace-pre-line break-words text-amber text-sm">{order.ownerNote}</p>
          </Section>
        )}
        <Section
          title={parcels.confirmShip}
          aside={
            <Link
              href={`/admin/orders/${order.no}`}
              className="inline-flex min-h-11 items-center text-alipay text-sm tabular-nums md:min-h-0"
            >
              {text.order(order.no)}
            </Link>
          }
        >
          {order.paidAt && (
            <p className="mb-3 text-ink-3 text-xs">
              {text.paidAt} <Time at={order.paidAt} />
            </p>
          )}
          <ActionForm action={shipNextAction} className="flex flex-col gap-3" label={`${text.title} ${order.no}`}>
            <input type="hidden" name="no" value={order.no} />
            <input type="hidden" name="after" value={after} />
            <ParcelFields orderId={order.id} courier={remembered ?? ""} isRemembered isFirst hasCamera />
            <PiecesFields lines={leftLines(order)} />
            <Submit className="w-full">{text.confirm}</Submit>
          </ActionForm>
          <Link href={queueHref({ after: skip })} className={buttonClass("outline", "mt-3 w-full")}>
            {text.skip}
          </Link>
        </Section>
      </div>
    </div>
  );
}

function End({ queue, isBehind }: { queue: ShipQueue; isBehind: boolean }) {
  if (queue.left === 0 || !isBehind) return <EmptyState title={text.all} hint={text.allHint} />;
  return (
    <EmptyState title={text.skipped(queue.left)}>
      <Link href={queueHref({})} className={buttonClass("primary")}>
        {text.again}
      </Link>
    </EmptyState>
  );
}

/** What the queue leaves out. */
function Aside({ queue: { held, partly } }: { queue: ShipQueue }) {
  return (
    <>
      {held !== 0 && (
        <p className="mt-4 text-ink-2 text-sm">
          {text.held(held)}{" "}
          <Link
            href={"/admin/orders?tab=paid" as Route}
            className="inline-flex min-h-11 items-center text-alipay underline underline-offset-2 md:min-h-0"
          >
            {text.seeHeld}
          </Link>
        </p>
      )}
      {partly.length > 0 && (
        <Section title={text.partly} className="mt-4">
          <ul className="divide-y divide-line">
            {partly.map(({ no, unsentPieces }) => (
              <li key={no}>
                <Link href={`/admin/orders/${no}`} className="flex min-h-11 items-center justify-between gap-3 text-sm">
                  <span className="text-alipay tabular-nums">{text.order(no)}</span>
                  <span className="text-amber">{text.unsent(unsentPieces)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
