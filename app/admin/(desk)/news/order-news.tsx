"use client";

import { useEffect, useRef, useState } from "react";
import { StaleNotice } from "@/components/stale-notice";
import { useRefresh } from "@/components/use-refresh";
import type { Count } from "@/lib/shop/count";
import type { News } from "@/lib/shop/overview/read-news";
import { isSoundOn, readySound, ring } from "./chime";
import { pollNews } from "./poll-news";
import { text } from "./text";

/**
 * Lets new orders appear by themselves on every page of the open back office, counts what waits to be sent in the tab's title, says so
 * to screen readers, and rings where the owner wants it.
 */
export function OrderNews({ shown: { paid, newest } }: { shown: News }) {
  const { refresh, isStale } = useRefresh();
  const [said, setSaid] = useState("");
  const [count, setCount] = useState<Count>(paid);
  useTitleCount(count);
  useEffect(() => setCount(paid), [paid]);
  useReadySound();
  const isBehind = useRef(false);
  useEffect(() => {
    const onVisibility = () => {
      if (document.hidden || !isBehind.current) return;
      isBehind.current = false;
      refresh();
    };
    document.addEventListener("visibilitychange", onVisibility);
    return () => document.removeEventListener("visibilitychange", onVisibility);
  }, [refresh]);
  // The page that comes after a refresh knows what was rung for.
  const rung = useRef(newest);
  useEffect(
    () =>
      pollNews({
        shown: { paid, newest },
        listensWhenHidden: isSoundOn,
        onNews: (news, isNew) => {
          setCount(news.paid);
          if (isNew && news.newest !== rung.current) {
            rung.current = news.newest;
            setSaid(text.newOrder(news.paid));
            if (isSoundOn()) ring();
          }
          // A hidden page waits until somebody looks: showing it anew counts as a visit.
          if (document.hidden) isBehind.current = true;
          else refresh();
        },
      }),
    [paid, newest, refresh],
  );
  return (
    <>
      <p role="status" aria-live="polite" className="sr-only">
        {said}
      </p>
      <StaleNotice isStale={isStale} />
    </>
  );
}

function useReadySound(): void {
  useEffect(() => {
    document.addEventListener("pointerdown", readySound);
    return () => document.removeEventListener("pointerdown", readySound);
  }, []);
}

/** "(3) 订单": kept in front of whatever title a page brings. */
function useTitleCount(count: Count): void {
  useEffect(() => {
    const show = () => {
      const bare = document.title.replace(/^\(\d+\+?\) /, "");
      const wanted = count !== 0 ? `(${count}) ${bare}` : bare;
      if (document.title !== wanted) document.title = wanted;
    };
    show();
    const observer = new MutationObserver(show);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}
