import type { Metadata } from "next";
import { currentBuyer } from "@/app/current-buyer";
import { currentProfile } from "@/app/current-profile";
import { DemoRibbon } from "@/components/demo-ribbon";
import { Icon, type IconName } from "@/components/icon";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { forScripts } from "@/lib/language/words";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { catalogText } from "../../catalog-text";
import { ShopFooter } from "../../shop-footer";
import { ForgetBrowser } from "./forget-browser";

const text = catalogText.me;

/** What each promise is drawn as. */
const ICONS = { pay: "shield", parcel: "truck", order: "box" } as const satisfies Record<keyof typeof text.promises, IconName>;

export function generateMetadata(): Metadata {
  return { title: text.title };
}

export default async function MePage({ searchParams }: PageProps<"/me">) {
  const isForgotten = (await searchParams).done === "forgotten" && !(await currentBuyer());
  const profile = await currentProfile();
  return (
    <main className="px-4 pb-6">
      <header className="-mx-4 flex items-center gap-4 bg-gradient-to-b from-brand-soft to-paper px-4 pt-[calc(1.75rem+env(safe-area-inset-top))] pb-6">
        {/* biome-ignore lint/performance/noImgElement: an ornament of one size. */}
        <img src="/images/lost.webp" alt="" width={64} height={64} className="size-16 rounded-full bg-card p-2" />
        <div>
          <h1 className="font-bold text-xl">{text.guest}</h1>
          <p className="mt-0.5 text-ink-2 text-sm">{text.guestHint}</p>
        </div>
      </header>
      {getShop().config.demo && (
        <div className="-mx-4 mb-4">
          <DemoRibbon />
        </div>
      )}
      <ul className="divide-y divide-line overflow-hidden rounded-card bg-card">
        <Entry href="/orders" icon="orders" title={text.orders} hint={text.ordersHint} />
        <Entry href="/orders/lookup" icon="search" title={text.lookup} hint={text.lookupHint} />
        <Entry href="/addresses" icon="home" title={text.addresses} hint={text.addressesHint} />
        <Entry href="/cart" icon="cart" title={text.cart} hint={text.cartHint} />
        <Entry href="/about" icon="store" title={text.about} hint={text.aboutHint} />
      </ul>
      <Notice className="mt-4">{isForgotten && text.forget.done}</Notice>
      <ForgetBrowser words={forScripts(text.forget)} />
      <Promises />
      <ShopFooter profile={profile} />
    </main>
  );
}

type EntryProps = { href: "/orders" | "/orders/lookup" | "/addresses" | "/cart" | "/about"; icon: IconName; title: string; hint: string };

function Entry({ href, icon, title, hint }: EntryProps) {
  return (
    <li>
      <Link href={href} className="flex items-center gap-3.5 px-4 py-3.5 active:bg-paper">
        <Icon name={icon} className="size-6 text-brand" />
        <span className="min-w-0 grow">
          <span className="block font-medium">{title}</span>
          <span className="block text-ink-3 text-xs">{hint}</span>
        </span>
        <Icon name="next" className="size-4.5 text-ink-3" />
      </Link>
    </li>
  );
}

function Promises() {
  return (
    <section aria-labelledby="promises" className="mt-4 rounded-card bg-card p-4">
      <h2 id="promises" className="font-semibold">
        {text.promisesTitle}
      </h2>
      <ul className="mt-4 grid gap-3.5">
        {Object.entries(text.promises).map(([name, promise]) => (
          <li key={name} className="flex gap-3">
            <Icon name={ICONS[name as keyof typeof ICONS]} className="size-5 text-ink-2" />
            <p className="text-sm leading-snug">
              <span className="font-medium">{promise.title}</span>
              <span className="mt-0.5 block text-ink-3 text-xs">{promise.text}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
