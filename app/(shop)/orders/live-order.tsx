"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { Standing } from "@/lib/shop/orders/order";
import { pollOrder } from "./poll-order";
import { learnServerTime } from "./server-clock";

type LiveOrderProps = { no: string; token?: string | undefined; shown: Standing; label: string };

/** Keeps an order page up to date without a reload, and announces changes to screen readers. Shows nothing itself. */
export function LiveOrder({ no, token, shown, label }: LiveOrderProps) {
  const { phase, refundMark, version } = shown;
  const router = useRouter();
  const [announcement, setAnnouncement] = useState("");
  const announced = useRef(label);

  useEffect(() => {
    const query = token ? `?t=${encodeURIComponent(token)}` : "";
    return pollOrder({
      statusUrl: `/api/orders/${no}/status${query}`,
      shown: { phase, refundMark, version },
      onAnswer: (answer) => learnServerTime(answer.now),
      onChange: () => router.refresh(),
    });
  }, [no, token, phase, refundMark, version, router]);

  useEffect(() => {
    if (announced.current === label) return;
    announced.current = label;
    setAnnouncement(label);
  }, [label]);

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {announcement}
    </p>
  );
}
