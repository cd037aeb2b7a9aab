import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { currentOpening } from "@/app/current-opening";
import { currentProfile } from "@/app/current-profile";
import { Icon } from "@/components/icon";
import { ownersLang } from "@/lib/language/language";
import { nameOf } from "@/lib/shop/profile/profile";
import { openingText as text } from "../opening-text";
import { ShopFooter } from "../shop-footer";
import { ShopLogo } from "../shop-logo";

export function generateMetadata(): Metadata {
  return { title: text.soon, robots: { index: false } };
}

/** What shoppers read until the owner opens the shop. */
export default async function SoonPage() {
  const [opening, profile] = await Promise.all([currentOpening(), currentProfile()]);
  if (opening.standing !== "preparing") redirect("/");
  return (
    <main className="flex min-h-dvh flex-col">
      <div className="flex flex-1 flex-col items-center justify-center px-6 py-16 text-center">
        {profile.logo ? (
          <ShopLogo name={profile.logo} className="size-24 rounded-3xl" />
        ) : (
          <span className="grid size-24 place-items-center rounded-3xl bg-brand-soft text-brand">
            <Icon name="store" className="size-11" />
          </span>
        )}
        <p lang={ownersLang()} className="mt-5 font-bold font-brand text-2xl text-brand tracking-wide">
          {nameOf(profile)}
        </p>
        {profile.tagline && (
          <p lang={ownersLang()} className="mt-1 text-ink-2 text-sm">
            {profile.tagline}
          </p>
        )}
        <h1 className="mt-10 font-semibold text-xl">{text.soon}</h1>
        <p className="mt-2 text-balance text-ink-2 text-sm">{text.soonHint}</p>
      </div>
      <ShopFooter profile={profile} />
    </main>
  );
}
