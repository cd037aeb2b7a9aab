import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "小铺", template: "%s · 小铺" },
  description: "茶叶、水果与家居好物，支付宝付款，放心下单",
  formatDetection: { telephone: false },
};

// No maximum-scale: zooming stays allowed.
export const viewport: Viewport = { width: "device-width", initialScale: 1, viewportFit: "cover", themeColor: "#f6f3ee" };

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="zh-CN">
      <body>{children}</body>
    </html>
  );
}
