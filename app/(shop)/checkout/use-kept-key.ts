"use client";

import { useEffect, useState } from "react";

/**
 * The form's idempotency key. Every visit to the checkout has its own; the entry in the browser's history keeps the one
 * that was sent, so that a buyer who comes back to the same form and sends it again finds the same order.
 * @returns the key, and a function to call when the form is sent
 */
export function useKeptKey(fresh: string): [string, () => void] {
  const [key, setKey] = useState(fresh);
  useEffect(() => {
    const kept: unknown = history.state?.checkoutKey;
    if (typeof kept === "string") setKey(kept);
  }, []);
  return [key, () => history.replaceState({ ...history.state, checkoutKey: key }, "")];
}
