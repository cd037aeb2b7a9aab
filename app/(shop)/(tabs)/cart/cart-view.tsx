"use client";

import { type FormEvent, type ReactNode, useOptimistic } from "react";
import { discountName, minus, nextInWords } from "@/app/discount-in-words";
import { ActionBar } from "@/components/action-bar";
import { Button } from "@/components/button";
import { Price } from "@/components/price";
import { useWords } from "@/components/script-words";
import { Toast } from "@/components/toast";
import { useAction } from "@/components/use-action";
import { fill } from "@/lib/language/fill";
import { applyChange, type CartChange, type CartLine, canOrder, linesToOrder, summarise } from "@/lib/shop/cart/cart";
import type { FreightBook } from "@/lib/shop/freight/freight";
import type { Reduction } from "@/lib/shop/promotions/promotion";
import { quoteDiscounts } from "@/lib/shop/promotions/quote-discounts";
import { changeCart } from "./actions";
import { type CartAction, readAction, writeAction } from "./cart-action";
import { CartWordsAround, useCartWords } from "./cart-words";
import { FreightHint } from "./freight-hint";
import { CartLineRow, type RunAction } from "./line-row";
import { SelectButton } from "./select-button";
import type { CartWords } from "./text";
import { UnavailableRow } from "./unavailable-row";

/** A province, and how it is called. */
export type NamedProvince = { province: string; name: string };

type CartViewProps = {
  words: CartWords;
  lines: CartLine[];
  book: FreightBook;
  reductions: Reduction[];
  /** Where this buyer's last order went; null: there was none. */
  last: NamedProvince | null;
  /** What an empty cart shows. */
  children: ReactNode;
};

/** The cart, with every change shown before the server has made it. */
export function CartView({ words, lines: known, book, reductions, last, children }: CartViewProps) {
  const { answer, turn, formAction, send } = useAction("cart", changeCart);
  const { ownersLang } = useWords();
  const [lines, change] = useOptimistic(known, applyChange);
  const { discountFen, parts, next } = quoteDiscounts({ reductions, coupon: null }, linesToOrder(lines));
  const run: RunAction = (action) => {
    const form = new FormData();
    form.set("cartAction", writeAction(action));
    send(form, () => isChange(action) && change(action));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const action = submitter instanceof HTMLButtonElement ? readAction(submitter.value) : null;
    if (action && action.kind !== "typed") run(action);
  };
  return (
    <CartWordsAround value={words}>
      <Toast message={answer?.message ?? ""} turn={turn} />
      {lines.length === 0 ? (
        children
      ) : (
        <form action={formAction} onSubmit={onSubmit}>
          {/* Without JavaScript, Enter in a field presses the form's first button. */}
          <button
            type="submit"
            name="cartAction"
            value={writeAction({ kind: "typed" })}
            tabIndex={-1}
            aria-hidden="true"
            className="sr-only"
          >
            {words.setQuantity}
          </button>
          <PriceChanges lines={lines} />
          <FreightHint lines={lines} book={book} last={last} />
          {(parts.length > 0 || next) && (
            <div className="mx-4 mt-3 flex flex-wrap justify-between gap-x-3 rounded-xl bg-card px-4 py-2.5 text-sm" aria-live="polite">
              {parts.map((part) => (
                <p key={part.kind}>
                  <span lang={ownersLang}>{discountName(words.discount, part)}</span>{" "}
                  <span className="text-price tabular-nums">{minus(part.amountFen)}</span>
                </p>
              ))}
              {next && <p className="font-medium text-amber">{nextInWords(words.discount, next)}</p>}
            </div>
          )}
          <Lines lines={lines} run={run} />
          <Checkout lines={lines} discountFen={discountFen} />
        </form>
      )}
    </CartWordsAround>
  );
}

function isChange(action: CartAction): action is CartChange {
  return action.kind !== "seen" && action.kind !== "typed" && action.kind !== "checkout";
}

function PriceChanges({ lines }: { lines: CartLine[] }) {
  const text = useCartWords();
  const changed = lines.filter((line) => line.formerPriceFen !== null && canOrder(line));
  if (changed.length === 0) return null;
  return (
    <div className="mx-4 mt-3 flex items-center justify-between gap-3 rounded-xl bg-amber-soft py-0.5 pr-1 pl-4 text-amber text-sm">
      <p>{fill(text.pricesChanged, { count: changed.length })}</p>
      <button
        type="submit"
        name="cartAction"
        value={writeAction({ kind: "seen", prices: changed })}
        className="min-h-11 rounded-full px-4 font-semibold"
      >
        {text.acknowledge}
      </button>
    </div>
  );
}

function Lines({ lines, run }: { lines: CartLine[]; run: RunAction }) {
  const text = useCartWords();
  const others = lines.filter((line) => !canOrder(line));
  return (
    <>
      <ul className="grid gap-2.5 px-4 py-3">
        {lines.filter(canOrder).map((line) => (
          <CartLineRow key={line.variantId} line={line} run={run} />
        ))}
      </ul>
      {others.length > 0 && (
        <section aria-labelledby="unavailable" className="px-4 pb-4">
          <h2 id="unavailable" className="mb-2 px-1 text-ink-2 text-sm">
            {text.unavailable}
          </h2>
          <ul className="grid gap-2.5">
            {others.map((line) => (
              <UnavailableRow key={line.variantId} line={line} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Checkout({ lines, discountFen }: { lines: CartLine[]; discountFen: number }) {
  const text = useCartWords();
  const { totalFen, count, allSelected } = summarise(lines);
  return (
    <ActionBar aboveTabBar>
      <SelectButton
        action={{ kind: "select-all", selected: !allSelected }}
        checked={allSelected}
        disabled={!lines.some(canOrder)}
        className="-ml-3 whitespace-nowrap"
      >
        {text.selectAll}
      </SelectButton>
      <p aria-live="polite" className="ml-auto flex flex-wrap items-baseline justify-end gap-x-1 text-sm leading-tight">
        <span>{text.total}</span>
        <Price fen={totalFen - discountFen} />
      </p>
      <Button
        type="submit"
        name="cartAction"
        value={writeAction({ kind: "checkout" })}
        disabled={count === 0}
        className="whitespace-nowrap px-4.5"
      >
        {count > 0 ? fill(text.checkoutOf, { count }) : text.checkout}
      </Button>
    </ActionBar>
  );
}
