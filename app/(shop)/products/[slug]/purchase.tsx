"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { ActionBar } from "@/components/action-bar";
import { BottomSheet } from "@/components/bottom-sheet";
import { Button, buttonClass } from "@/components/button";
import { CountBadge } from "@/components/count-badge";
import { Icon } from "@/components/icon";
import { Toast } from "@/components/toast";
import { useAction } from "@/components/use-action";
import { type Made, useMine } from "@/components/use-mine";
import type { OptionView, VariantView } from "@/lib/shop/catalog/product";
import { takeGoods } from "./actions";
import { ChoiceForm, type Intent, type Limit } from "./choice-form";
import { productText as text } from "./text";

type PurchaseProps = {
  title: string;
  image: string;
  options: OptionView[];
  variants: VariantView[];
  made: Made<{ cart: number; limit: Limit }>;
  children: ReactNode;
};

/** What one may buy of it, the row of what is chosen, the page below it (`children`), the action bar, and the sheet that both open. Success closes the sheet, a refusal leaves it open. */
export function Purchase({ title, image, options, variants, made, children }: PurchaseProps) {
  const { cart, limit } = useMine(made);
  const { answer, turn, isPending, formAction, send } = useAction("goods", takeGoods);
  const [intent, setIntent] = useState<Intent | "both" | null>(null);
  const [chosen, setChosen] = useState("");
  const [seenTurn, setSeenTurn] = useState(turn);
  if (seenTurn !== turn) {
    setSeenTurn(turn);
    if (answer?.ok) setIntent(null);
  }
  // The answer has no open sheet to stand in.
  const isAside = intent === null && turn > 0;
  const isSoldOut = variants.every((variant) => variant.available === 0);
  return (
    <>
      {limit.words && <p className="-mt-3.5 bg-card px-4 pb-5 text-amber text-sm">{limit.words}</p>}
      {!isSoldOut && variants.length > 1 && <ChosenRow words={chosen} onOpen={() => setIntent("both")} />}
      {children}
      <Toast message={answer?.ok || isAside ? (answer?.message ?? "") : ""} turn={turn} />
      {!isSoldOut && (
        <BottomSheet open={intent !== null} onClose={() => setIntent(null)} title={text.choose}>
          <ChoiceForm
            title={title}
            image={image}
            options={options}
            variants={variants}
            limit={limit}
            onChosen={setChosen}
            intent={intent === "both" ? null : intent}
            formAction={formAction}
            send={send}
            isPending={isPending}
            refusal={answer && !answer.ok && !isAside ? answer.message : ""}
          />
        </BottomSheet>
      )}
      <ActionBar>
        <CartLink count={cart} />
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
            <Button kind="soft" className="grow px-3" data-needs-script="" onClick={() => setIntent("cart")}>
              {text.addToCart}
            </Button>
            <Button className="grow px-3" data-needs-script="" onClick={() => setIntent("buy")}>
              {text.buyNow}
            </Button>
          </>
        )}
      </ActionBar>
    </>
  );
}

function ChosenRow({ words, onOpen }: { words: string; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      data-needs-script=""
      className="mt-2.5 flex min-h-12 w-full items-center gap-3 bg-card px-4 py-2 text-left text-sm active:text-ink-2"
    >
      <span className="shrink-0 text-ink-3">{text.chosenRow}</span>
      <span className="line-clamp-1 min-w-0 grow">{words || text.choose}</span>
      <Icon name="next" className="size-4 shrink-0 text-ink-3" />
    </button>
  );
}

function CartLink({ count }: { count: number }) {
  return (
    <Link
      href="/cart"
      aria-label={count > 0 ? text.cartCount(count) : text.cart}
      className="grid size-12 shrink-0 place-items-center text-ink-2 active:text-ink"
    >
      <span className="relative">
        <Icon name="cart" />
        <CountBadge count={count} />
      </span>
    </Link>
  );
}
