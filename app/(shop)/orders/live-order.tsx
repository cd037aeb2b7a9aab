"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { OrderPhase, RefundMark } from "@/lib/shop/orders/order";
import { pollOrder } from "./poll-order";
import { learnServerTime } from "./server-clock";

type LiveOrderProps = { no: string; token?: string | undefined; phase: OrderPhase; refundMark: RefundMark | null; label: string };

/** Keeps an order page true without a reload, and tells a screen reader when the state changes. Shows nothing itself. */
export function LiveOrder({ no, token, phase, refundMark, label }: LiveOrderProps) {
  const router = useRouter();
  const [announcement, setAnnouncement] = useState("");
  const told = useRef(label);

  useEffect(() => {
    const query = token ? `?t=${encodeURIComponent(token)}` : "";
    return pollOrder({
      statusUrl: `/api/orders/${no}/status${query}`,
      phase,
      refundMark,
      onAnswer: (answer) => learnServerTime(answer.now),
      onChange: () => router.refresh(),
    });
  }, [no, token, phase, refundMark, router]);

  useEffect(() => {
    if (told.current === label) return;
    told.current = label;
    setAnnouncement(label);
  }, [label]);

  return (
    <p role="status" aria-live="polite" className="sr-only">
      {announcement}
    </p>
  );
}
