import { currentProfile } from "@/app/current-profile";
import { DemoRibbon } from "@/components/demo-ribbon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countOpenDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { readNews } from "@/lib/shop/overview/read-news";
import { may } from "@/lib/shop/owners/role";
import { nameOf } from "@/lib/shop/profile/profile";
import { currentSession } from "../member";
import { InsideMark } from "../parts/fresh-document";
import { BottomNav, SideNav } from "../parts/nav";
import { text } from "../text";
import { AlertTrouble } from "./alerts/alert-trouble";
import { ContractAlarms } from "./contract-alarm";
import { DeviceAlerts } from "./device-alerts/device-alerts";
import { OrderNews } from "./news/order-news";

/** The frame of the back office, for whoever is logged in, with what they may see. Each page checks who it is itself as well. */
export default async function DeskLayout({ children }: { children: React.ReactNode }) {
  const shop = getShop();
  const session = await currentSession();
  if (!session) return children;
  const { owner: member } = session;
  const hasMoney = may(member, "money.read");
  const [open, news, profile] = await Promise.all([hasMoney ? countOpenDiscrepancies(shop) : 0, readNews(shop), currentProfile()]);
  return (
    <div className="min-h-dvh md:pl-52">
      <InsideMark />
      <a href="#main" className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:bg-card focus:p-3">
        {text.skip}
      </a>
      <SideNav member={member} open={open} shopName={nameOf(profile)} />
      {shop.config.demo && (
        <header>
          <DemoRibbon />
        </header>
      )}
      <main id="main" className="mx-auto max-w-6xl px-4 pt-4 pb-[calc(var(--spacing-tabbar)+1.5rem)] md:px-8 md:pt-6 md:pb-12">
        {may(member, "contract") && <ContractAlarms />}
        {may(member, "alerts") && <AlertTrouble />}
        <DeviceAlerts session={session} />
        {children}
      </main>
      <BottomNav member={member} open={open} />
      <OrderNews shown={news} />
    </div>
  );
}
