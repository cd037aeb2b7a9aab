import type { ReactNode } from "react";
import { currentBuyer } from "@/app/current-buyer";
import { TabBar } from "@/components/tab-bar";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countCart } from "@/lib/shop/cart/get-cart";
import { requireOpen } from "../require-open";

/** The four pages with the tab bar. The bar is read with the page and not streamed: it is cheap, and must not make the page jump. */
export default async function TabsLayout({ children }: { children: ReactNode }) {
  await requireOpen();
  const buyer = await currentBuyer();
  const count = buyer ? await countCart(getShop(), buyer.id) : 0;
  return (
    <>
      {children}
      <div data-room="" className="h-tabbar shrink-0" aria-hidden="true" />
      <TabBar cartCount={count} />
    </>
  );
}
