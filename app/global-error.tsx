"use client";

import "./globals.css";
import ErrorPage from "./error";
import { errorText as text } from "./error-text";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Takes the place of the root layout when that itself fails. */
export default function GlobalError(props: GlobalErrorProps) {
  return (
    <html lang="zh-CN">
      <head>
        <title>{text.failed}</title>
      </head>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  );
}
