import type { Route } from "next";
import type { ReactNode } from "react";
import { BackLink } from "./back-link";
import { Icon } from "./icon";
import { Link } from "./link";
import { componentsText as text } from "./text";

type PageHeaderProps<T extends string> = { title: string; back?: Route<T>; parent?: Route<T>; trailing?: ReactNode };
const BACK = "grid size-12 place-items-center text-ink active:text-ink-2";

/**
 * The sticky bar on top of a page: a link back, the page's name as its h1, and space for one more element. `back` leads always to the
 * same page; `parent` only who came from elsewhere, and everybody else to where they were.
 */
export function PageHeader<T extends string>({ title, back, parent, trailing }: PageHeaderProps<T>) {
  return (
    <header className="sticky top-0 z-20 grid h-13 grid-cols-[3rem_1fr_3rem] items-center border-line border-b bg-card/95 pt-[env(safe-area-inset-top)] backdrop-blur">
      {back && (
        <Link href={back} className={BACK} aria-label={text.back}>
          <Icon name="back" />
        </Link>
      )}
      {parent && (
        <BackLink parent={parent} className={BACK} label={text.back}>
          <Icon name="back" />
        </BackLink>
      )}
      {!back && !parent && <span />}
      <h1 className="truncate text-center font-semibold text-lg">{title}</h1>
      {trailing ?? <span />}
    </header>
  );
}
