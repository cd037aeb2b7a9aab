import { useEffect, useState } from "react";
import { KNOWN_BUYER } from "./known-buyer";

/**
 * What of a page belongs to its visitor alone. On a page for everybody it is what holds for a stranger, until the visitor's own comes from
 * `address`.
 */
export type Made<Mine> = { mine: Mine; isForEverybody: boolean; address: string };

/**
 * The visitor's own part of a page. Asked for after the page where the page is for everybody and the visitor no stranger, and where the browser
 * has brought back a page from before, whose cart may have changed since.
 */
export function useMine<Mine extends object>(made: Made<Mine>): Mine {
  const [asked, setAsked] = useState<{ made: Made<Mine>; mine: Partial<Mine> }>();
  useEffect(() => {
    const ask = async () => {
      try {
        const answer = await fetch(made.address);
        if (answer.ok) setAsked({ made, mine: await answer.json() });
      } catch {
        // No network, or no such answer: what holds for a stranger stands.
      }
    };
    const onShow = ({ persisted }: PageTransitionEvent) => {
      if (persisted) void ask();
    };
    if (made.isForEverybody && mayHaveSomething()) void ask();
    window.addEventListener("pageshow", onShow);
    return () => window.removeEventListener("pageshow", onShow);
  }, [made]);
  return asked?.made === made ? { ...made.mine, ...asked.mine } : made.mine;
}

/** A document that the browser went back to may be older than the visitor's first cart. (The newer interface is missing in Safari 14.) */
function mayHaveSomething(): boolean {
  const { documentElement } = document;
  return documentElement.hasAttribute(KNOWN_BUYER) || performance.navigation?.type === 2;
}
