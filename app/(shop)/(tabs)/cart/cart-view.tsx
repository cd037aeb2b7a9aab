"use client";

import { type FormEvent, type ReactNode, useOptimistic } from "react";
import { ActionBar } from "@/components/action-bar";
import { Button } from "@/components/button";
import { Price } from "@/components/price";
import { Toast } from "@/components/toast";
import { useAction } from "@/components/use-action";
import { applyChange, type CartChange, type CartLine, canOrder, summarise } from "@/lib/shop/cart/cart";
import { changeCart } from "./actions";
import { type CartDeed, readDeed, writeDeed } from "./cart-action";
import { CartLineRow, type DoDeed } from "./line-row";
import { SelectButton } from "./select-button";
import { cartText as text } from "./text";
import { UnavailableRow } from "./unavailable-row";

/** The cart as it is, and at once as it will be: every deed is shown before the server has done it. `children`: nothing in it. */
export function CartView({ lines: known, children }: { lines: CartLine[]; children: ReactNode }) {
  const { answer, turn, formAction, send } = useAction(changeCart);
  const [lines, change] = useOptimistic(known, applyChange);
  const doDeed: DoDeed = (deed) => {
    const form = new FormData();
    form.set("deed", writeDeed(deed));
    send(form, () => isChange(deed) && change(deed));
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const deed = submitter instanceof HTMLButtonElement ? readDeed(submitter.value) : null;
    if (deed && deed.kind !== "typed") doDeed(deed);
  };
  return (
    <>
      <Toast message={answer?.message ?? ""} turn={turn} />
      {lines.length === 0 ? (
        children
      ) : (
        <form action={formAction} onSubmit={onSubmit}>
          {/* The first button is what Enter in a field presses, where no script listens to the field itself. */}
          <button type="submit" name="deed" value={writeDeed({ kind: "typed" })} tabIndex={-1} aria-hidden="true" className="sr-only">
            {text.setQuantity}
          </button>
          <PriceChanges lines={lines} />
          <Lines lines={lines} doDeed={doDeed} />
          <Checkout lines={lines} />
        </form>
      )}
    </>
  );
}

function isChange(deed: CartDeed): deed is CartChange {
  return deed.kind !== "seen" && deed.kind !== "typed" && deed.kind !== "checkout";
}

function PriceChanges({ lines }: { lines: CartLine[] }) {
  const changed = lines.filter((line) => line.formerPriceFen !== null && canOrder(line));
  if (changed.length === 0) return null;
  return (
    <div className="mx-4 mt-3 flex items-center justify-between gap-3 rounded-xl bg-amber-soft py-0.5 pr-1 pl-4 text-amber text-sm">
      <p>{text.pricesChanged(changed.length)}</p>
      <button
        type="submit"
        name="deed"
        value={writeDeed({ kind: "seen", prices: changed })}
        className="min-h-11 rounded-full px-4 font-semibold"
      >
        {text.acknowledge}
      </button>
    </div>
  );
}

function Lines({ lines, doDeed }: { lines: CartLine[]; doDeed: DoDeed }) {
  const others = lines.filter((line) => !canOrder(line));
  return (
    <>
      <ul className="grid gap-2.5 px-4 py-3">
        {lines.filter(canOrder).map((line) => (
          <CartLineRow key={line.variantId} line={line} doDeed={doDeed} />
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

function Checkout({ lines }: { lines: CartLine[] }) {
  const { totalFen, count, allSelected } = summarise(lines);
  return (
    <ActionBar aboveTabBar>
      <SelectButton
        deed={{ kind: "select-all", selected: !allSelected }}
        checked={allSelected}
        disabled={!lines.some(canOrder)}
        className="-ml-3 whitespace-nowrap"
      >
        {text.selectAll}
      </SelectButton>
      <p aria-live="polite" className="ml-auto flex flex-wrap items-baseline justify-end gap-x-1 text-sm leading-tight">
        <span>{text.total}</span>
        <Price fen={totalFen} />
      </p>
      <Button type="submit" name="deed" value={writeDeed({ kind: "checkout" })} disabled={count === 0} className="whitespace-nowrap px-4.5">
        {text.checkout(count)}
      </Button>
    </ActionBar>
  );
}
