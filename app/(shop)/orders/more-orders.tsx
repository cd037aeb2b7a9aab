"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { type MouseEvent, type ReactNode, useEffect, useState, useTransition } from "react";
import { buttonClass } from "@/components/button";
import { hrefOf } from "@/components/href";
import { Link } from "@/components/link";
import type { OrderTab } from "@/lib/shop/orders/list-orders";
import { loadOrders } from "./load-orders";
import { ORDERS_CHANGED } from "./receive-form";
import type { MoreWords } from "./script-text";

type MoreOrdersProps = { words: MoreWords; tab: OrderTab; next: string | null };

/** 加载更多: puts older orders below the ones on the page. Without JavaScript the link leads to a page of the older ones. */
export function MoreOrders(props: MoreOrdersProps) {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const onChange = () => setChanges((count) => count + 1);
    window.addEventListener(ORDERS_CHANGED, onChange);
    return () => window.removeEventListener(ORDERS_CHANGED, onChange);
  }, []);
  return <Older key={changes} {...props} />;
}

/** Begins anew when an order has changed, since the cards that came before say how it was. */
function Older({ words: text, tab, next: first }: MoreOrdersProps) {
  const { cards, next, hasFailed, isPending, load } = useMoreOrders(tab, first);
  return (
    <>
      {cards}
      <p aria-live="polite" className="text-center text-ink-3 text-sm">
        {next === null && text.end}
        {hasFailed && text.moreFailed}
      </p>
      {next !== null && (
        <p className="text-center">
          <Link href={hrefOf("/orders", { tab, before: next })} onClick={load} className={buttonClass("outline")}>
            {isPending ? text.loading : text.more}
          </Link>
        </p>
      )}
    </>
  );
}

function useMoreOrders(tab: OrderTab, first: string | null) {
  const [cards, setCards] = useState<ReactNode[]>([]);
  const [next, setNext] = useState(first);
  const [hasFailed, setFailed] = useState(false);
  const [isPending, startTransition] = useTransition();
  const load = (event: MouseEvent) => {
    event.preventDefault();
    if (isPending || next === null) return;
    startTransition(async () => {
      try {
        const more = await loadOrders(tab, next);
        setCards((known) => [...known, more.cards]);
        setNext(more.next);
        setFailed(false);
      } catch (error) {
        // The page is from before a deploy: a new one can load more.
        if (unstable_isUnrecognizedActionError(error)) location.reload();
        setFailed(true);
      }
    });
  };
  return { cards, next, hasFailed, isPending, load };
}
