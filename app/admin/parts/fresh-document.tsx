"use client";

import { useEffect } from "react";

/** Whether this document has shown a page of the back office; a document that is loaded anew begins without. */
let wasInside = false;

/** Notes that this document shows what only the owner may see. Shows nothing itself. */
export function InsideMark() {
  useEffect(() => {
    wasInside = true;
  }, []);
  return null;
}

/**
 * Whoever comes to the door out of the back office (logged out, or ended from elsewhere) comes without a new document: what its
 * pages brought, names of buyers among it, would stay in this one and in what it keeps for the back button. So it is loaded anew.
 */
export function FreshDocument() {
  useEffect(() => {
    if (wasInside) window.location.reload();
  }, []);
  return null;
}
