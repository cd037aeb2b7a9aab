"use client";

import { unstable_isUnrecognizedActionError } from "next/navigation";
import { Button } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { errorText as text } from "./error-text";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const isStale: boolean = unstable_isUnrecognizedActionError(error);
  // A form that was sent before its page was alive, from before a deploy: only a new page has the new actions.
  if (isStale) return <Problem title={text.updated} retry={() => location.reload()} />;
  return <Problem title={text.failed} hint={text.failedHint} digest={error.digest} retry={retry} />;
}

type ProblemProps = { title: string; hint?: string; digest?: string | undefined; retry: () => void };

function Problem({ title, hint, digest, retry }: ProblemProps) {
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <h1 className="sr-only">{title}</h1>
      <EmptyState picture="/images/lost.webp" title={title} hint={hint}>
        <Button onClick={retry}>{text.retry}</Button>
        {/* A plain link: it loads the whole page again, without whatever is broken in this one. */}
        <a href="/" className="inline-flex min-h-11 items-center px-4 text-ink-2">
          {text.home}
        </a>
        {digest && <p className="w-full text-ink-3 text-xs">{text.code(digest)}</p>}
      </EmptyState>
    </main>
  );
}
