import type { Route } from "next";
import Link from "next/link";
import { Icon } from "@/components/icon";
import type { Count } from "@/lib/shop/count";
import type { Member } from "@/lib/shop/owners/owner";
import { text } from "../text";
import { NavLink } from "./nav-link";
import { MORE, mainPlaces, restPlaces } from "./places";

type NavProps = { member: Member; open: Count };

/** The navigation on wide screens, with the number of open discrepancies in red. */
export function SideNav({ member, open, shopName }: NavProps & { shopName: string }) {
  return (
    <nav
      aria-label={text.nav}
      className="fixed inset-y-0 left-0 z-30 hidden w-52 flex-col overflow-y-auto border-line border-r bg-card p-3 md:flex"
    >
      <p className="flex h-12 shrink-0 items-center gap-2 px-3 font-semibold text-brand">
        <Icon name="store" />
        <span className="truncate">{text.backOffice(shopName)}</span>
      </p>
      <ul className="mt-2 flex flex-col gap-0.5">
        {[...mainPlaces(member), ...restPlaces(member)].map((place) => (
          <li key={place.href}>
            <NavLink
              href={place.href}
              isDocument={place.isDocument === true}
              className="flex min-h-11 items-center gap-3 rounded-xl px-3 text-sm"
              here="bg-brand-soft font-semibold text-brand-deep"
              elsewhere="text-ink-2 hover:bg-paper"
            >
              <Icon name={place.icon} className="size-5" />
              <span className="flex-1">{place.name}</span>
              {place.counts && open !== 0 && <OpenCount open={open} />}
            </NavLink>
          </li>
        ))}
      </ul>
      <Link href={"/" as Route} className="mt-auto flex min-h-11 items-center gap-3 rounded-xl px-3 text-ink-2 text-sm hover:bg-paper">
        <Icon name="store" className="size-5" />
        {text.toShop}
      </Link>
    </nav>
  );
}

/** The navigation on phones; rarer pages are behind 更多. */
export function BottomNav({ member, open }: NavProps) {
  return (
    <nav
      aria-label={text.nav}
      className="fixed inset-x-0 bottom-0 z-30 grid h-tabbar grid-cols-5 border-line border-t bg-card pb-safe md:hidden"
    >
      {[...mainPlaces(member), MORE].map((place) => (
        <NavLink
          key={place.href}
          href={place.href}
          isDocument={place.isDocument === true}
          also={place.also ?? []}
          className="flex flex-col items-center justify-center gap-0.5 text-xs"
          here="font-semibold text-brand"
          elsewhere="text-ink-2"
        >
          <span className="relative">
            <Icon name={place.icon} />
            {place.counts && open !== 0 && (
              <span className="-top-1.5 absolute left-3.5">
                <OpenCount open={open} />
              </span>
            )}
          </span>
          {place.name}
        </NavLink>
      ))}
    </nav>
  );
}

function OpenCount({ open }: { open: Count }) {
  return (
    <span className="grid h-4.5 min-w-4.5 place-items-center whitespace-nowrap rounded-full bg-brand px-1 font-semibold text-[0.6875rem] text-white leading-none">
      <span aria-hidden="true">{open}</span>
      <span className="sr-only">{text.open(open)}</span>
    </span>
  );
}
