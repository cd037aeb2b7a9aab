"use client";

import { useEffect, useState } from "react";
import { serverNowMs } from "./server-clock";
import { formatTimeLeft } from "./time-left";

/** The time left by the server's clock, second by second. Hidden from screen readers, since the page says until when. */
export function Countdown({ expiresAt, renderedAt }: { expiresAt: string; renderedAt: string }) {
  const [leftMs, setLeftMs] = useState(() => Date.parse(expiresAt) - Date.parse(renderedAt));

  useEffect(() => {
    const tick = () => setLeftMs(Date.parse(expiresAt) - serverNowMs(renderedAt));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [expiresAt, renderedAt]);

  return (
    <span aria-hidden="true" className="tabular-nums">
      {formatTimeLeft(leftMs)}
    </span>
  );
}
