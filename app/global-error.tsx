"use client";

import "./globals.css";
import { unstable_isUnrecognizedActionError } from "next/navigation";
import { errorText } from "./error-text";

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

/**
 * The page for whatever fails. It stands in for the root layout too, which may be what fails, and shares nothing with other pages, since
 * every page brings it along: a second one, within the layout, would come along as well.
 */
export default function GlobalError({ error, retry }: ErrorPageProps) {
  const lang = languageOfPage();
  const text = errorText[lang];
  // A form that was sent before its page was alive, from before a deploy: only a new page has the new actions.
  const isStale: boolean = unstable_isUnrecognizedActionError(error);
  return (
    <html lang={lang}>
      <head>
        <title>{isStale ? text.updated : text.failed}</title>
      </head>
      <body>
        <main className="failed">
          <h1>{isStale ? text.updated : text.failed}</h1>
          {!isStale && <p>{text.failedHint}</p>}
          <button type="button" onClick={isStale ? () => location.reload() : retry}>
            {text.retry}
          </button>
          {/* A plain link: it loads the whole page again, without whatever is broken in this one. */}
          <a href="/">{text.home}</a>
          {error.digest && <p>{`${text.code} ${error.digest}`}</p>}
        </main>
      </body>
    </html>
  );
}

/** Of the page that failed; where nothing of it is left, of the browser. */
function languageOfPage(): keyof typeof errorText {
  if (typeof document === "undefined") return "zh-CN";
  return /^zh/.test(document.documentElement.lang || navigator.language) ? "zh-CN" : "en";
}
