"use client";

import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};

/** Whether scripts run in this browser: false on the server and in the first picture, as a page without any stays. */
export function useHasScript(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
