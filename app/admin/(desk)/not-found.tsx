import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { text } from "../text";

export default function NotFound() {
  return (
    <EmptyState title={text.notFound} hint={text.notFoundHint}>
      <Link href="/admin" className={buttonClass("outline")}>
        {text.dashboard}
      </Link>
    </EmptyState>
  );
}
