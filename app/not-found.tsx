import type { Metadata } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { appText as text } from "./text";

export function generateMetadata(): Metadata {
  return { title: text.notFound };
}

export default function NotFound() {
  return (
    <main className="grid min-h-[80dvh] place-items-center">
      <h1 className="sr-only">{text.notFound}</h1>
      <EmptyState picture="/images/lost.webp" title={text.notFound} hint={text.notFoundHint}>
        <Link href="/" className={buttonClass("primary")}>
          {text.home}
        </Link>
      </EmptyState>
    </main>
  );
}
