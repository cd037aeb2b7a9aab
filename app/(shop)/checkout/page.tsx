import type { Metadata } from "next";
import { currentBuyer } from "@/app/current-buyer";
import { discountName, minus, nextInWords } from "@/app/discount-in-words";
import { discountText } from "@/app/discount-text";
import { buttonClass } from "@/components/button";
import { DemoRibbon } from "@/components/demo-ribbon";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { forScripts } from "@/lib/language/words";
import { newToken } from "@/lib/server/token";
import { readBook } from "@/lib/shop/addresses/read-book";
import { rememberedAddress } from "@/lib/shop/addresses/remembered-address";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { WantedLine } from "@/lib/shop/cart/cart";
import { getSelectedLines } from "@/lib/shop/cart/get-cart";
import { parseBuy } from "@/lib/shop/checkout/quote";
import { quoteCoupon } from "@/lib/shop/checkout/quote-coupon";
import { quoteItems } from "@/lib/shop/checkout/quote-items";
import { isPaymentAvailable } from "@/lib/shop/contracts/read-alarms";
import type { FreightBook } from "@/lib/shop/freight/freight";
import { readFreightBook } from "@/lib/shop/freight/read-freight";
import { rememberedEmail } from "@/lib/shop/word/contact/keep-contact";
import { pasteParts } from "../paste-box";
import { requireOpen } from "../require-open";
import { offerWord } from "../word-offer";
import { AddressChoice } from "./address-choice";
import { CheckoutForm, type ShownDiscount } from "./checkout-form";
import { couponOfCheckout } from "./coupon-cookie";
import { pageText as text } from "./page-text";
import { checkoutWords } from "./text";

export async function generateMetadata(): Promise<Metadata> {
  await requireOpen();
  return { title: text.title, robots: { index: false, follow: false } };
}

/** 确认订单: what is ticked in the cart, or one thing bought at once (?buy=<variant>x<quantity>). */
export default async function CheckoutPage({ searchParams }: PageProps<"/checkout">) {
  await requireOpen();
  const shop = getShop();
  const buyer = await currentBuyer();
  const buy = parseBuy((await searchParams).buy);
  const lines = buy ? await quoteItems(shop, [buy]) : buyer ? await getSelectedLines(shop, buyer.id) : [];
  const remembered = buyer && (await rememberedAddress(shop, buyer.id));
  // The one that the form begins with is no choice while it is the only one.
  const saved = buyer && remembered ? await readBook(shop, buyer.id) : [];
  const book = saved.length > 1 ? saved : [];
  const freight = await readFreightBook(shop.db, lines);
  const word = await offerWord({ email: buyer ? await rememberedEmail(shop, buyer.id) : "", sms: false });
  return (
    <>
      <PageHeader title={text.title} back={buy && lines[0] ? `/products/${lines[0].productSlug}` : "/cart"} />
      <main>
        {lines.length === 0 ? (
          <NothingToBuy />
        ) : (
          <>
            {shop.config.demo && <DemoRibbon />}
            <Unavailable isShown={!(await isPaymentAvailable(shop))} />
            <CheckoutForm
              words={checkoutWords()}
              lines={lines}
              book={freight}
              discount={await discountOf(lines, buyer?.id ?? null, freight)}
              buy={buy ? `${buy.variantId}x${buy.quantity}` : ""}
              remembered={remembered}
              freshKey={newToken()}
              paste={pasteParts()}
              payWith={
                <div>
                  <dt>{text.payWith}</dt>
                  <dd className="font-medium text-alipay">{text.alipay}</dd>
                </div>
              }
              coupon={forScripts(text.coupon)}
              word={word}
              choice={book.length > 0 && <AddressChoice book={book} />}
            />
          </>
        )}
      </main>
    </>
  );
}

/** Whether any freight is free from some sum on. */
function hasFreeFrom({ templates, wholeOrderFree }: FreightBook): boolean {
  const zones = templates.flatMap(({ rules }) => [rules.everywhere, ...rules.zones]);
  return wholeOrderFree !== null || zones.some(({ free }) => (free?.fen ?? null) !== null);
}

/** What comes off today, with the code that this browser has tried. */
async function discountOf(lines: WantedLine[], buyerId: string | null, freight: FreightBook): Promise<ShownDiscount> {
  const { quote, code } = await quoteCoupon(getShop(), { buyerId, lines, code: buyerId && (await couponOfCheckout(buyerId)) });
  const parts = quote.parts.map((part) => ({ name: discountName(discountText, part), off: minus(part.amountFen) }));
  const { discountFen, next } = quote;
  const isThere = discountFen > 0 && hasFreeFrom(freight) && lines.some((line) => line.freight.kind !== "free");
  return {
    ...{ discountFen, parts, next: next && nextInWords(discountText, next), code },
    ...{ freeBefore: isThere ? text.freeBefore : null, inUse: code === null ? null : text.inUse(code) },
  };
}

/** The form stays as it is: what is typed is not lost, and it is taken as soon as payments are open again. */
function Unavailable({ isShown }: { isShown: boolean }) {
  return (
    <div className={isShown ? "px-3 pt-3" : ""}>
      <Notice kind="warn">{isShown ? text.unavailable : null}</Notice>
    </div>
  );
}

function NothingToBuy() {
  return (
    <EmptyState picture="/images/empty-cart.webp" title={text.empty.title} hint={text.empty.hint}>
      <Link href="/cart" className={buttonClass("primary")}>
        {text.empty.cart}
      </Link>
      <Link href="/orders" className={buttonClass("outline")}>
        {text.empty.orders}
      </Link>
    </EmptyState>
  );
}
