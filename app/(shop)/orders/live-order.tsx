"use client";

import { useEffect, useRef, useState } from "react";
import { StaleNotice } from "@/components/stale-notice";
import { useRefresh } from "@/components/use-refresh";
import type { Standing } from "@/lib/shop/orders/order";
import { pollOrder } from "./poll-order";
import { learnServerTime } from "./server-clock";

type LiveOrderProps = { no: string; shown: Standing; expiresAt: string; label: string };

/** Keeps an order page up to date without a reload, and announces changes to screen readers. Shows only when it cannot. */
export function LiveOrder({ no, shown, expiresAt, label }: LiveOrderProps) {
  const { phase, refundMark, version } = shown;
  const { refresh, isStale } = useRefresh();
  const [announcement, setAnnouncement] = useState("");
  const announced = useRef(label);

  useEffect(() => {
    return pollOrder({
      statusUrl: `/api/orders/${no}/status`,
      shown: { phase, refundMark, version },
      onAnswer: (answer) => {
        learnServerTime(answer.now);
        // The buyer went to the cashier with another phone: there is more time now.
        if (answer.phase === "to_pay" && answer.expiresAt !== expiresAt) refresh();
      },
      onChange: refresh,
    });
  }, [no, phase, refundMark, version, expiresAt, refresh]);

  useEffect(() => {
    if (announced.current === label) return;
    announced.current = label;
    setAnnouncement(label);
  }, [label]);

  return (
    <>
      <p role="status" aria-live="polite" className="sr-only">
        {announcement}
      </p>
      <StaleNotice isStale={isStale} />
    </>
  );
}
