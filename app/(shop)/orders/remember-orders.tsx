"use client";

import { useEffect } from "react";
import { keepSeen, type SeenOrder } from "@/components/seen-orders";

/** Has this browser keep what it sees here, for when it has no network (app/offline). Shows nothing. */
export function RememberOrders({ seen }: { seen: readonly SeenOrder[] }) {
  useEffect(() => keepSeen(seen), [seen]);
  return null;
}
