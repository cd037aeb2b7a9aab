import Link from "next/link";
import { buttonClass } from "./button";
import { componentsText as text } from "./text";

/** 上一页 / 下一页 below a list; nothing for a list of one page. Pages count from 1, the first has no number in its address. */
export function Pager({
  path,
  query = {},
  page,
  hasMore,
}: {
  path: string;
  query?: Record<string, string>;
  page: number;
  hasMore: boolean;
}) {
  if (page === 1 && !hasMore) return null;
  const to = (target: number) => ({ pathname: path, query: target === 1 ? query : { ...query, page: String(target) } });
  return (
    <nav aria-label={text.pages} className="flex justify-center gap-3 py-5">
      {page > 1 && (
        <Link href={to(page - 1)} className={buttonClass("outline")}>
          {text.previousPage}
        </Link>
      )}
      {hasMore && (
        <Link href={to(page + 1)} className={buttonClass("outline")}>
          {text.nextPage}
        </Link>
      )}
    </nav>
  );
}
