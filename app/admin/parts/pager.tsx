import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { text } from "../text";

/** Links to older rows and back to the newest; nothing when there is only one page. */
export function Pager({ first, next }: { first: Route | null; next: Route | null }) {
  if (!first && !next) return null;
  return (
    <nav aria-label={text.pages} className="mt-4 flex justify-center gap-3">
      {first && (
        <Link href={first} className={buttonClass("outline")}>
          {text.toTop}
        </Link>
      )}
      {next && (
        <Link href={next} className={buttonClass("outline")}>
          {text.next}
        </Link>
      )}
    </nav>
  );
}
