import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { componentsText as text } from "./text";

/** The sticky bar on top of a page: a link back, the page's name as its h1, and space for one more element. */
export function PageHeader<T extends string>({ title, back, trailing }: { title: string; back?: Route<T>; trailing?: ReactNode }) {
  return (
    <header className="sticky top-0 z-20 grid h-13 grid-cols-[3rem_1fr_3rem] items-center border-line border-b bg-card/95 pt-[env(safe-area-inset-top)] backdrop-blur">
      {back ? (
        <Link href={back} className="grid size-12 place-items-center text-ink active:text-ink-2" aria-label={text.back}>
          <Icon name="back" />
        </Link>
      ) : (
        <span />
      )}
      <h1 className="truncate text-center font-semibold text-lg">{title}</h1>
      {trailing ?? <span />}
    </header>
  );
}
