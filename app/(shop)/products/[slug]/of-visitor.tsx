"use client";

import { createContext, type ReactNode, use } from "react";
import { CountBadge } from "@/components/count-badge";
import { Link } from "@/components/link";
import { useWords } from "@/components/script-words";

/** What the visitor of a product's page has: so many pieces in the cart, and of the product this choice, in words. */
export const OfVisitor = createContext({ cart: 0, chosen: "" });

export function CartLink({ label, icon }: { label: string; icon: ReactNode }) {
  const { cart } = use(OfVisitor);
  const { inCart } = useWords();
  return (
    <Link
      href="/cart"
      aria-label={cart > 0 ? label + inCart.replace("{count}", `${cart}`) : label}
      className="grid size-12 shrink-0 place-items-center text-ink-2 active:text-ink"
    >
      <span className="relative">
        {icon}
        <CountBadge count={cart} />
      </span>
    </Link>
  );
}

export function ChosenWords({ none }: { none: string }) {
  const { chosen } = use(OfVisitor);
  const { ownersLang } = useWords();
  return chosen ? <span lang={ownersLang}>{chosen}</span> : none;
}
