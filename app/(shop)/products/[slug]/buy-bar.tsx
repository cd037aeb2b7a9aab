import { ActionBar } from "@/components/action-bar";
import { Button, buttonClass } from "@/components/button";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { CartLink, ChosenWords } from "./of-visitor";
import { productPageText as text } from "./page-text";

/** What the sheet is opened by says so in `data-opens` (purchase.tsx), and needs no script of its own. */

/** The bar at the bottom: the cart, and what opens the sheet, or leads elsewhere when nothing is left. */
export function BuyBar({ isSoldOut }: { isSoldOut: boolean }) {
  return (
    <ActionBar>
      <CartLink label={text.cart} icon={<Icon name="cart" />} />
      {isSoldOut ? (
        <>
          <Link href="/categories" className={buttonClass("outline", "grow")}>
            {text.seeOthers}
          </Link>
          <Button disabled className="grow">
            {text.soldOut}
          </Button>
        </>
      ) : (
        <>
          <a href="#choice" data-without-script="" className={buttonClass("primary", "grow")}>
            {text.choose}
          </a>
          <Button kind="soft" className="grow px-3" data-needs-script="" data-opens="cart">
            {text.addToCart}
          </Button>
          <Button className="grow px-3" data-needs-script="" data-opens="buy">
            {text.buyNow}
          </Button>
        </>
      )}
    </ActionBar>
  );
}

/** 已选: a row that says what is chosen and opens the sheet. */
export function ChosenRow() {
  return (
    <button
      type="button"
      data-needs-script=""
      data-opens="both"
      className="mt-2.5 flex min-h-12 w-full items-center gap-3 bg-card px-4 py-2 text-left text-sm active:text-ink-2"
    >
      <span className="shrink-0 text-ink-3">{text.chosenRow}</span>
      <span className="line-clamp-1 min-w-0 grow">
        <ChosenWords none={text.choose} />
      </span>
      <Icon name="next" className="size-4 shrink-0 text-ink-3" />
    </button>
  );
}

/** The buttons that send the sheet's form: both, or the one for which it was opened, then in the stronger colour. */
export function SheetButtons() {
  const soft = "group-data-[opened=cart]:bg-brand group-data-[opened=cart]:text-white group-data-[opened=buy]:hidden";
  return (
    <>
      <Button type="submit" name="intent" value="cart" kind="soft" className={`min-h-12 grow ${soft}`}>
        {text.addToCart}
      </Button>
      <Button type="submit" name="intent" value="buy" className="min-h-12 grow group-data-[opened=cart]:hidden">
        {text.buyNow}
      </Button>
    </>
  );
}
