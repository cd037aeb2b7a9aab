import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";
import { scriptWords } from "@/components/script-text";
import { ScriptWordsAround } from "@/components/script-words";
import { currentLanguage } from "@/lib/language/language";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { EMPTY_PROFILE, nameOf } from "@/lib/shop/profile/profile";
import { currentProfile } from "./current-profile";
import { appText as text } from "./text";

export async function generateMetadata(): Promise<Metadata> {
  // A page of an error has a title as well.
  const profile = await currentProfile().catch(() => EMPTY_PROFILE);
  const name = nameOf(profile);
  return {
    title: { default: name, template: `%s · ${name}` },
    description: profile.tagline || text.description,
    // The second one is for the home screens of iPhones, which want a PNG.
    icons: { icon: profile.logo ? pictureUrl(profile.logo, 320) : "/icon.png", apple: "/apple-icon.png" },
    formatDetection: { telephone: false },
  };
}

// No maximum-scale: zooming stays allowed.
export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover", themeColor: "#f6f3ee" };

// Each page carries a nonce of its own (proxy.ts) and shows the data of this moment, so nothing is rendered in advance.
export const dynamic = "force-dynamic";

/**
 * Browsers older than docs/browsers.md says may not run our scripts and get the page of those without any. WeakRef came to Chromium
 * and Safari with the very versions that are the oldest supported.
 */
const FOR_OLDER_BROWSERS = `self.WeakRef||document.write('<link rel="stylesheet" href="/no-script.css">')`;

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={currentLanguage()}>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {FOR_OLDER_BROWSERS}
        </script>
        <noscript>
          <link rel="stylesheet" href="/no-script.css" />
        </noscript>
      </head>
      <body>
        <ScriptWordsAround words={scriptWords()}>{children}</ScriptWordsAround>
      </body>
    </html>
  );
}
