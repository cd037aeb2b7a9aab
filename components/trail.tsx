"use client";

import { usePathname } from "next/navigation";
import { useEffect, useLayoutEffect, useRef } from "react";

/** Pages of the shop that were opened one after the other since this document came, or since the browser last went back or forth. */
let steps = 0;
/** Whether the browser went back or forth to the page that comes now. */
let isReturn = false;
/** How far the lists of this document were scrolled when one left them, by their addresses. */
const places = new Map<string, number>();

const address = () => location.pathname + location.search;

/** Whether the browser's back leads to a page of the shop. Where it cannot say so itself (Safari before 26), unless it is certain: no. */
export function canGoBack(): boolean {
  const { navigation } = window as { navigation?: { canGoBack: boolean } };
  return navigation ? navigation.canGoBack : steps > 0;
}

/** Counts the pages that a shopper opens. Lies in the layout of all of them. */
export function Trail() {
  const pathname = usePathname();
  const last = useRef(pathname);
  useEffect(() => {
    const onReturn = () => {
      isReturn = true;
    };
    window.addEventListener("popstate", onReturn);
    return () => window.removeEventListener("popstate", onReturn);
  }, []);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    steps = isReturn ? 0 : steps + 1;
    isReturn = false;
  }, [pathname]);
  return null;
}

/**
 * Brings who comes back to a list to where they were in it. The browser does so too, but too early when the list has to be fetched
 * anew, as after something was put into the cart.
 */
export function KeepPlace() {
  useLayoutEffect(() => {
    const place = isReturn ? places.get(address()) : undefined;
    if (place !== undefined) window.scrollTo(0, place);
    const remember = () => places.set(address(), window.scrollY);
    document.addEventListener("click", remember, true);
    return () => document.removeEventListener("click", remember, true);
  }, []);
  return null;
}
