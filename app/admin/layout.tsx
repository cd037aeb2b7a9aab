import type { Metadata } from "next";
import { text } from "./text";

export const metadata: Metadata = {
  title: { default: text.backOffice, template: `%s · ${text.backOffice}` },
  robots: { index: false, follow: false },
};

export default function AdminLayout({ children }: LayoutProps<"/admin">) {
  return children;
}
