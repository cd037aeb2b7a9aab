import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { Icon } from "@/components/icon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { formatFen } from "@/lib/shop/money";
import { getOverview, type Overview } from "@/lib/shop/overview/get-overview";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../member";
import { PageTitle } from "../parts/page-title";
import { RefreshOnReturn } from "../parts/refresh-on-return";
import { Section } from "../parts/section";
import { Time } from "../parts/time";
import { ScarceGoods } from "./books/scarce-goods";
import { ThirtyDays, Today } from "./books/today";
import { Contracts } from "./contracts";
import { FirstSteps } from "./first-steps/first-steps";
import { HeldGoods } from "./held-goods/held-goods";
import { MachineAlarms, readMachine } from "./machine";
import { PictureRoomAlarm } from "./picture-room-alarm";
import { SelfCheck } from "./self-check/self-check";
import { text } from "./text";
import { WorkerHealth } from "./worker-health";

export const metadata: Metadata = { title: text.title };

export default async function OverviewPage() {
  const member = await requireMember("orders.read", "/admin");
  const shop = getShop();
  const [overview, machine] = await Promise.all([getOverview(shop), may(member, "contract") ? readMachine(shop) : null]);
  const hasMoney = may(member, "money.read");
  const isWorkerIll = machine !== null && (overview.worker.overdue !== 0 || machine.health?.isWell === false);
  const worker = machine && (
    <Section title={text.worker} tone={isWorkerIll ? "loud" : "plain"}>
      <WorkerHealth health={machine.health} gateway={machine.gateway} overdue={overview.worker.overdue} />
    </Section>
  );
  const contractsCard = machine && <Contracts contracts={machine.contracts} refused={machine.refused} />;
  // What is ill stands above the day's figures, what is well below them.
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title} />
      {may(member, "settings") && <FirstSteps />}
      {machine && <MachineAlarms machine={machine} skew={shop.clocks.skew()} />}
      {may(member, "orders.close") && <HeldGoods />}
      {machine && <PictureRoomAlarm room={machine.room} />}
      {hasMoney && overview.openDiscrepancies !== 0 && (
        <Loud words={text.loud(overview.openDiscrepancies)} hint={text.loudHint} href="/admin/discrepancies" />
      )}
      {may(member, "money.refund") && overview.waitingRefunds !== 0 && (
        <Loud words={text.refunds(overview.waitingRefunds)} hint={text.refundsHint} href="/admin/orders?tab=refund" />
      )}
      <div className="mb-4 flex flex-col gap-4 empty:hidden">
        {isWorkerIll && worker}
        {machine?.isContractLoud && contractsCard}
        {machine?.isBroken && <SelfCheck check={machine.check} />}
      </div>
      <div className="mb-4 grid gap-3 md:grid-cols-2">
        {hasMoney ? <Today days={overview.days} /> : <ShipCard />}
        <ul className="grid grid-cols-2 gap-3">
          <Figure name={text.toShip} value={overview.toShip} href="/admin/orders?tab=paid" isLoud={overview.toShip !== 0} />
          <Figure name={text.toPay} value={overview.toPay} href="/admin/orders?tab=pending" />
        </ul>
      </div>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          <NextToShip orders={overview.nextToShip} hasMoney={hasMoney} />
          {hasMoney && <ThirtyDays days={overview.days} />}
        </div>
        <div className="flex flex-col gap-4">
          {!machine?.isContractLoud && contractsCard}
          <ScarceGoods scarce={overview.scarce} mayWrite={may(member, "goods.write")} />
          {!isWorkerIll && worker}
          {machine && !machine.isBroken && <SelfCheck check={machine.check} />}
        </div>
      </div>
    </>
  );
}

/** In the place of the day's sums, for whoever packs: the way to the parcels. A plain link, since that page uses the camera. */
function ShipCard() {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line bg-card p-4">
      <p className="text-ink-2 text-sm">{text.shipHint}</p>
      <a href="/admin/ship" className={buttonClass("primary", "w-full md:w-auto")}>
        {text.shipNow}
      </a>
    </div>
  );
}

function Loud({ words, hint, href }: { words: string; hint: string; href: Route }) {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{words}</p>
        <p className="text-pretty text-sm">{hint}</p>
      </div>
      <Link href={href} className={buttonClass("primary", "w-full md:w-auto")}>
        {text.see}
      </Link>
    </div>
  );
}

function Figure({ name, value, href, isLoud = false }: { name: string; value: React.ReactNode; href: Route; isLoud?: boolean }) {
  return (
    <li>
      <Link href={href} className="flex h-full flex-col justify-between rounded-card border border-line bg-card p-4 hover:border-ink-3">
        <span className="text-ink-2 text-sm">{name}</span>
        <span className={`mt-1 font-bold text-2xl tabular-nums leading-8 ${isLoud ? "text-brand" : ""}`}>{value}</span>
      </Link>
    </li>
  );
}

const more = "inline-flex min-h-11 items-center text-alipay text-sm md:min-h-8 min-w-11 justify-end";
const row = "flex min-h-11 items-center justify-between gap-3 py-1.5 text-sm hover:bg-paper";

function NextToShip({ orders, hasMoney }: { orders: Overview["nextToShip"]; hasMoney: boolean }) {
  const all = (
    <Link href="/admin/orders?tab=paid" className={more}>
      {text.allToShip}
    </Link>
  );
  return (
    <Section title={text.nextToShip} aside={orders.length > 0 && all}>
      {orders.length === 0 && <p className="text-ink-3 text-sm">{text.nothingToShip}</p>}
      <ul className="divide-y divide-line">
        {orders.map((order) => (
          <li key={order.no}>
            <Link href={`/admin/orders/${order.no}`} className={row}>
              <span className="min-w-0">
                <span className="block truncate font-medium">{order.receiverName}</span>
                <span className="block text-ink-3 text-xs">
                  {text.paidAt} <Time at={order.paidAt} short />
                </span>
              </span>
              {hasMoney && <span className="tabular-nums">{formatFen(order.totalFen)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
