import type { ReactNode } from "react";
import { Icon } from "@/components/icon";
import { type Tab, TabBar } from "@/components/tab-bar";
import { componentsText as text } from "@/components/text";
import { madeMine } from "../read-mine";
import { requireOpen } from "../require-open";

function tabs(): Tab[] {
  const { home, categories, cart, me } = text.tabNames;
  return [
    { href: "/", icon: <Icon name="home" />, name: home },
    { href: "/categories", icon: <Icon name="grid" />, name: categories },
    { href: "/cart", icon: <Icon name="cart" />, name: cart },
    { href: "/me", icon: <Icon name="user" />, name: me },
  ];
}

/** The four pages with the tab bar. The bar is read with the page and not streamed: it is cheap, and must not make the page jump. */
export default async function TabsLayout({ children }: { children: ReactNode }) {
  await requireOpen();
  return (
    <>
      {children}
      <div data-room="" className="h-tabbar shrink-0" aria-hidden="true" />
      <TabBar label={text.tabs} tabs={tabs()} made={await madeMine()} />
    </>
  );
}
