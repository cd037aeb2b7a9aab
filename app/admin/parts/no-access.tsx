import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { text } from "../text";

/** What somebody reads who may not see a page: that, whom to ask, and the way back. */
export function NoAccess() {
  return (
    <>
      <h1 className="sr-only">{text.forbiddenTitle}</h1>
      <EmptyState title={text.forbiddenTitle} hint={text.forbiddenHint}>
        <Link href="/admin" className={buttonClass("primary")}>
          {text.toDashboard}
        </Link>
      </EmptyState>
    </>
  );
}
