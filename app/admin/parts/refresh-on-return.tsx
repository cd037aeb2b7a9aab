"use client";

import { useEffect } from "react";
import { StaleNotice } from "@/components/stale-notice";
import { useRefresh } from "@/components/use-refresh";

/** Refreshes the page when its tab becomes visible again; what was typed into it stays. Shows only when the shop cannot be reached. */
export function RefreshOnReturn() {
  const { refresh, isStale } = useRefresh();
  useEffect(() => {
    const onChange = () => {
      if (!document.hidden) refresh();
    };
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, [refresh]);
  return <StaleNotice isStale={isStale} />;
}
