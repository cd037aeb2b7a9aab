"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type MouseEvent, useCallback, useEffect, useRef, useState, useTransition } from "react";
import { canLoad } from "./can-load";
import { useWords } from "./script-words";

/** Begins to load when the end of the list is this far below the screen. */
const AHEAD = "600px";

/**
 * 更多商品: makes a list longer when its end comes near. `href` is the page with the longer list, which takes this page's place in the
 * browser's history; whoever comes back, or loads it again, has all of it. `anchor` is where the new part begins: that is where
 * who has no JavaScript goes on.
 */
export function MoreLink({ href, anchor, className }: { href: string; anchor: string; className: string }) {
  const { list, offline } = useWords();
  const link = useRef<HTMLAnchorElement>(null);
  const { load, isPending, hasFailed } = useLoad(href);
  useEffect(() => {
    if (!link.current) return;
    const watch = new IntersectionObserver(([end]) => end?.isIntersecting && void load(), { rootMargin: AHEAD });
    watch.observe(link.current);
    return () => watch.disconnect();
  }, [load]);
  const onClick = (event: MouseEvent) => {
    event.preventDefault();
    void load();
  };
  return (
    <p className="py-5 text-center" aria-live="polite">
      <a ref={link} href={`${href}#${anchor}`} onClick={onClick} className={className}>
        {isPending ? list.loading : hasFailed ? offline : list.more}
      </a>
    </p>
  );
}

/** Next leaves the page for the browser's error page where it cannot load the next one: nobody who only scrolled may come to that. */
function useLoad(href: string) {
  const router = useRouter();
  const [hasFailed, setFailed] = useState(false);
  const [isPending, startTransition] = useTransition();
  const isUnderWay = useRef("");
  const load = useCallback(async () => {
    if (isUnderWay.current === href) return;
    isUnderWay.current = href;
    const isReachable = await canLoad("/api/health/live");
    setFailed(!isReachable);
    if (isReachable) startTransition(() => router.replace(href as Route, { scroll: false }));
    else isUnderWay.current = "";
  }, [href, router]);
  return { load, isPending, hasFailed };
}
