import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";
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
    formatDetection: { telephone: false },
  };
}

// No maximum-scale: zooming stays allowed.
export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover", themeColor: "#f6f3ee" };

// Each page carries a nonce of its own (proxy.ts) and shows the data of this moment, so nothing is rendered in advance.
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body>{children}</body>
    </html>
  );
}
