import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { text } from "../text";

export default function NotFound() {
  return (
    <>
      <h1 className="sr-only">{text.notFound}</h1>
      <EmptyState picture="/images/lost.webp" title={text.notFound} hint={text.notFoundHint}>
        <Link href="/admin" className={buttonClass("primary")}>
          {text.toDashboard}
        </Link>
      </EmptyState>
    </>
  );
}
