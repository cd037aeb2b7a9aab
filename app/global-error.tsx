"use client";

import "./globals.css";
import { errorText as text } from "./error-text";

/** Takes the place of the root layout when that itself fails. It shares nothing with other pages, since every page brings it along. */
export default function GlobalError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <html lang="zh-CN">
      <head>
        <title>{text.failed}</title>
      </head>
      <body>
        <main className="grid min-h-[80dvh] place-content-center justify-items-center gap-4 px-6 text-center">
          <h1 className="font-semibold text-lg">{text.failed}</h1>
          <p className="max-w-md text-balance text-ink-2 text-sm">{text.failedHint}</p>
          <button type="button" onClick={retry} className="min-h-11 rounded-full bg-brand px-6 text-white">
            {text.retry}
          </button>
          {/* A plain link: it loads the whole page again, without whatever is broken in this one. */}
          <a href="/" className="inline-flex min-h-11 items-center text-ink-2">
            {text.home}
          </a>
          {error.digest && <p className="text-ink-3 text-xs">{text.code(error.digest)}</p>}
        </main>
      </body>
    </html>
  );
}
