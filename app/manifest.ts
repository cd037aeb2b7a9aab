import type { MetadataRoute } from "next";
import { currentLanguage } from "@/lib/language/language";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { nameOf } from "@/lib/shop/profile/profile";
import { currentProfile } from "./current-profile";
import { appText as text } from "./text";

export const dynamic = "force-dynamic";

export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const profile = await currentProfile();
  const name = nameOf(profile);
  return {
    name,
    short_name: name,
    description: profile.tagline || text.description,
    lang: currentLanguage(),
    id: "/",
    start_url: "/",
    scope: "/",
    // A window of its own where the browser keeps its bar in it, so that Alipay's app and a bank's page find the way back (Chromium).
    // iPhones know no such window and open their browser, to which Alipay's app returns; in a window of the shop's own it would not.
    display: "minimal-ui",
    shortcuts: [{ name: text.orders, url: "/orders" }],
    background_color: "#f6f3ee",
    theme_color: "#f6f3ee",
    icons: [
      ...(profile.logo ? [{ src: pictureUrl(profile.logo, 720), sizes: "720x720", type: "image/webp" }] : []),
      { src: "/icon.png", sizes: "192x192", type: "image/png" },
      { src: "/images/app-512.png", sizes: "512x512", type: "image/png" },
    ],
  };
}
