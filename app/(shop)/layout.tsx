import { headers } from "next/headers";
import type { CSSProperties, ReactNode } from "react";
import { currentProfile } from "@/app/current-profile";
import { Trail } from "@/components/trail";
import { currentLanguage } from "@/lib/language/language";
import { OWN_COLOUR, paletteOf } from "@/lib/shop/profile/colour";
import { followLanguage } from "./follow-language";
import { OpeningBanner } from "./opening-banner";

/**
 * Once the page is there. Not in the back office, which has nothing to show without a network. Another language is another address, so
 * that the page for when there is no network is kept anew.
 */
function keepOfflinePage(): string {
  const file = currentLanguage() === "en" ? "/sw.js?en" : "/sw.js";
  return `addEventListener("load",function(){navigator.serviceWorker&&navigator.serviceWorker.register("${file}").catch(function(){})})`;
}

/** The phone's column: the whole width of a phone, a sheet of paper in the middle of anything wider. */
export default async function ShopLayout({ children }: { children: ReactNode }) {
  const { themeColour } = await currentProfile();
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <div
      data-column=""
      style={themeOf(themeColour)}
      className="mx-auto flex min-h-dvh max-w-column flex-col bg-paper sm:shadow-[0_0_0_1px_var(--color-line)]"
    >
      <OpeningBanner />
      {children}
      <Trail />
      <script nonce={nonce} suppressHydrationWarning>
        {`${keepOfflinePage()};${followLanguage()}`}
      </script>
    </div>
  );
}

/** The owner's colour in the place of the software's own (app/globals.css); the back office keeps that one. */
function themeOf(colour: string): CSSProperties | undefined {
  if (colour === "" || colour === OWN_COLOUR) return undefined;
  const { brand, deep, soft } = paletteOf(colour);
  const variables = { "--color-brand": brand, "--color-price": brand, "--color-brand-deep": deep, "--color-brand-soft": soft };
  return variables as CSSProperties;
}
