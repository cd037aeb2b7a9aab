import type { Metadata } from "next";
import Link from "next/link";
import { currentBuyer } from "@/app/current-buyer";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PageHeader } from "@/components/page-header";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getCart } from "@/lib/shop/cart/get-cart";
import { CartView } from "./cart-view";
import { cartText as text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function CartPage() {
  const buyer = await currentBuyer();
  const lines = buyer ? await getCart(getShop(), buyer.id) : [];
  return (
    <main>
      <PageHeader title={text.title} />
      <CartView lines={lines}>
        <EmptyState picture="/images/empty-cart.webp" title={text.empty} hint={text.emptyHint}>
          <Link href="/categories" className={buttonClass("primary")}>
            {text.browse}
          </Link>
        </EmptyState>
      </CartView>
    </main>
  );
}
