"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { refreshWhenReachable } from "./refresh-when-reachable";
import { steadyRefreshes } from "./steady-refreshes";

/** Refreshes the page without ever losing it; `isStale` while that was wanted and the shop cannot be reached. */
export function useRefresh(): { refresh: () => void; isStale: boolean } {
  const router = useRouter();
  const [isStale, setStale] = useState(false);
  const giveUp = useRef(() => {});
  const refresh = useCallback(() => {
    giveUp.current();
    giveUp.current = refreshWhenReachable({
      refresh: () => {
        setStale(false);
        router.refresh();
      },
      onFailure: () => setStale(true),
    });
  }, [router]);
  useEffect(() => () => giveUp.current(), []);
  useEffect(() => steadyRefreshes({ onFailure: () => setStale(true), onSuccess: () => setStale(false) }), []);
  return { refresh, isStale };
}
