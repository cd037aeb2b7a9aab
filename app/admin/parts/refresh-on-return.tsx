"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Refreshes the page when its tab becomes visible again; what was typed into it stays. Shows nothing itself. */
export function RefreshOnReturn() {
  const router = useRouter();
  useEffect(() => {
    const refresh = () => {
      if (!document.hidden) router.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [router]);
  return null;
}
