"use client";

import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { appText as text } from "./text";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <h1 className="sr-only">{text.failed}</h1>
      <EmptyState picture="/images/lost.webp" title={text.failed} hint={text.failedHint}>
        <Button onClick={retry}>{text.retry}</Button>
        {/* A plain link: it loads the whole page again, without whatever is broken in this one. */}
        <a href="/" className="inline-flex min-h-11 items-center px-4 text-ink-2">
          {text.home}
        </a>
        {error.digest && <p className="w-full text-ink-3 text-xs">{text.code(error.digest)}</p>}
      </EmptyState>
    </main>
  );
}
