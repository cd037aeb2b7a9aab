import type { Metadata } from "next";
import { currentBuyer } from "@/app/current-buyer";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { rememberedAddress } from "@/lib/shop/addresses/remembered-address";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getCart } from "@/lib/shop/cart/get-cart";
import { readFreightBook } from "@/lib/shop/freight/read-freight";
import { listReductions } from "@/lib/shop/promotions/read-promotions";
import { provinceName } from "../../province-text";
import { requireOpen } from "../../require-open";
import { CartView } from "./cart-view";
import { cartWords, cartText as text } from "./text";

export async function generateMetadata(): Promise<Metadata> {
  await requireOpen();
  return { title: text.title };
}

export default async function CartPage() {
  await requireOpen();
  const buyer = await currentBuyer();
  const shop = getShop();
  const lines = buyer ? await getCart(shop, buyer.id) : [];
  const book = await readFreightBook(shop.db, lines);
  const reductions = lines.length > 0 ? await listReductions(shop.db, shop.now()) : [];
  const province = buyer && lines.length > 0 ? ((await rememberedAddress(shop, buyer.id))?.province ?? null) : null;
  return (
    <main>
      <PageHeader title={text.title} />
      <CartView
        words={cartWords()}
        lines={lines}
        book={book}
        reductions={reductions}
        last={province === null ? null : { province, name: provinceName(province) }}
      >
        <EmptyState picture="/images/empty-cart.webp" title={text.empty} hint={text.emptyHint}>
          <Link href="/categories" className={buttonClass("primary")}>
            {text.browse}
          </Link>
        </EmptyState>
      </CartView>
    </main>
  );
}
