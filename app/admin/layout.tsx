import type { Metadata } from "next";
import { currentProfile } from "@/app/current-profile";
import { EMPTY_PROFILE, nameOf } from "@/lib/shop/profile/profile";
import { text } from "./text";

export async function generateMetadata(): Promise<Metadata> {
  // A page of an error has a title as well.
  const name = text.backOffice(nameOf(await currentProfile().catch(() => EMPTY_PROFILE)));
  return { title: { default: name, template: `%s · ${name}` }, robots: { index: false, follow: false } };
}

export default function AdminLayout({ children }: LayoutProps<"/admin">) {
  return children;
}
