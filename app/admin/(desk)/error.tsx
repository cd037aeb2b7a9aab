"use client";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { text } from "../text";

/** The error itself is in the server's log; the owner can retry. */
export default function PageError({ retry }: { retry: () => void }) {
  return (
    <EmptyState title={text.failed} hint={text.failedHint}>
      <Button kind="outline" onClick={retry}>
        {text.retry}
      </Button>
    </EmptyState>
  );
}
