import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { Icon } from "@/components/icon";
import { visitorAlarm } from "@/lib/server/visitor-watch";
import { running } from "@/lib/shop/assembly/boot";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { gatewayHealth } from "@/lib/shop/assembly/health";
import { readSelfCheck } from "@/lib/shop/assembly/self-check";
import { backupState } from "@/lib/shop/backups/watch-backups";
import { listContracts } from "@/lib/shop/contracts/list-contracts";
import { readSilence } from "@/lib/shop/contracts/read-silence";
import { formatFen } from "@/lib/shop/money";
import { getOverview, type Overview } from "@/lib/shop/overview/get-overview";
import { readPictureRoom } from "@/lib/shop/refunds/pictures/picture-room";
import { requireOwner } from "../owner";
import { PageTitle } from "../parts/page-title";
import { RefreshOnReturn } from "../parts/refresh-on-return";
import { Section } from "../parts/section";
import { Time } from "../parts/time";
import { BackupAlarm } from "./backup-alarm";
import { ScarceGoods } from "./books/scarce-goods";
import { ThirtyDays, Today } from "./books/today";
import { ClockAlarm } from "./clock-alarm";
import { Contracts, needsOwner } from "./contracts";
import { currentAlarms } from "./current-alarms";
import { FirstSteps } from "./first-steps/first-steps";
import { HeldGoods } from "./held-goods/held-goods";
import { PictureRoomAlarm } from "./picture-room-alarm";
import { SelfCheck } from "./self-check/self-check";
import { SilenceAlarm } from "./silence-alarm";
import { text } from "./text";
import { VisitorAddresses } from "./visitor-addresses";
import { WorkerHealth } from "./worker-health";

export const metadata: Metadata = { title: text.title };

export default async function OverviewPage() {
  await requireOwner("/admin");
  const shop = getShop();
  const [overview, check, contracts, alarms, silence, room] = await Promise.all([
    getOverview(shop),
    readSelfCheck(shop),
    listContracts(shop),
    currentAlarms(),
    readSilence(shop),
    readPictureRoom(shop),
  ]);
  const isBroken = check !== null && check.broken.length > 0;
  const health = running().worker?.health() ?? null;
  const isWorkerIll = overview.worker.overdue !== 0 || health?.isWell === false;
  const worker = (
    <Section title={text.worker} tone={isWorkerIll ? "loud" : "plain"}>
      <WorkerHealth health={health} gateway={gatewayHealth(shop)} overdue={overview.worker.overdue} />
    </Section>
  );
  const refused = alarms.map(({ contract }) => contract);
  const isContractLoud = needsOwner(contracts, refused);
  const contractsCard = <Contracts contracts={contracts} refused={refused} />;
  // What is ill stands above the day's figures, what is well below them.
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title} />
      <FirstSteps />
      <ClockAlarm skew={shop.clocks.skew()} />
      <SilenceAlarm since={silence} />
      <BackupAlarm state={backupState()} />
      <VisitorAddresses alarm={visitorAlarm()} />
      <HeldGoods />
      <PictureRoomAlarm room={room} />
      {overview.openDiscrepancies !== 0 && (
        <Loud words={text.loud(overview.openDiscrepancies)} hint={text.loudHint} href="/admin/discrepancies" />
      )}
      {overview.waitingRefunds !== 0 && (
        <Loud words={text.refunds(overview.waitingRefunds)} hint={text.refundsHint} href="/admin/orders?tab=refund" />
      )}
      <div className="mb-4 flex flex-col gap-4 empty:hidden">
        {isWorkerIll && worker}
        {isContractLoud && contractsCard}
        {isBroken && <SelfCheck check={check} />}
      </div>
      <div className="mb-4 grid gap-3 md:grid-cols-2">
        <Today days={overview.days} />
        <ul className="grid grid-cols-2 gap-3">
          <Figure name={text.toShip} value={overview.toShip} href="/admin/orders?tab=paid" isLoud={overview.toShip !== 0} />
          <Figure name={text.toPay} value={overview.toPay} href="/admin/orders?tab=pending" />
        </ul>
      </div>
      <div className="grid items-start gap-4 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          <NextToShip orders={overview.nextToShip} />
          <ThirtyDays days={overview.days} />
        </div>
        <div className="flex flex-col gap-4">
          {!isContractLoud && contractsCard}
          <ScarceGoods scarce={overview.scarce} />
          {!isWorkerIll && worker}
          {!isBroken && <SelfCheck check={check} />}
        </div>
      </div>
    </>
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

function NextToShip({ orders }: { orders: Overview["nextToShip"] }) {
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
              <span className="tabular-nums">{formatFen(order.totalFen)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
