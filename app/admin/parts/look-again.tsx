"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const SECONDS = 4;

/**
 * Shows the page as it is now every few seconds, while it is open. A refresh in plain HTML would outlive the page: a soft link leaves
 * the browser's timer running, which then takes the owner away from wherever he went. So that is for browsers without JavaScript.
 */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), SECONDS * 1000);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(SECONDS)} />
    </noscript>
  );
}
