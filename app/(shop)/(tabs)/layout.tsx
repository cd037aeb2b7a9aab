import type { ReactNode } from "react";
import { TabBar } from "@/components/tab-bar";
import { madeMine } from "../read-mine";
import { requireOpen } from "../require-open";

/** The four pages with the tab bar. The bar is read with the page and not streamed: it is cheap, and must not make the page jump. */
export default async function TabsLayout({ children }: { children: ReactNode }) {
  await requireOpen();
  return (
    <>
      {children}
      <div data-room="" className="h-tabbar shrink-0" aria-hidden="true" />
      <TabBar made={await madeMine()} />
    </>
  );
}
