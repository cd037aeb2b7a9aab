import type { Route } from "next";
import type { IconName } from "@/components/icon";
import type { Member } from "@/lib/shop/owners/owner";
import { type Capability, may } from "@/lib/shop/owners/role";
import { text } from "../text";

/** A page of the back office that its navigation leads to. */
export type Place = {
  href: Route;
  icon: IconName;
  name: string;
  /** What whoever is led there needs, as the page itself asks. */
  needs: Capability;
  counts?: boolean;
  also?: string[];
  /** Its document is loaded anew: a browser lets a page use the camera only where that is so. */
  isDocument?: boolean;
};

const MAIN: Place[] = [
  { href: "/admin", icon: "home", name: text.dashboard, needs: "orders.read" },
  { href: "/admin/orders", icon: "orders", name: text.orders, needs: "orders.read" },
  { href: "/admin/discrepancies", icon: "alert", name: text.discrepancies, needs: "money.read", counts: true },
  { href: "/admin/products", icon: "box", name: text.products, needs: "goods.read" },
];
/** Where whoever must not see money has the discrepancies' place for. */
const SHIP: Place = { href: "/admin/ship", icon: "truck", name: text.ship, needs: "orders.ship", isDocument: true };

const REST: Place[] = [
  { href: "/admin/books", icon: "chart", name: text.books, needs: "money.read" },
  { href: "/admin/customers", icon: "user", name: text.customers, needs: "orders.read" },
  { href: "/admin/reports", icon: "scale", name: text.reports, needs: "money.read" },
  { href: "/admin/categories", icon: "grid", name: text.categories, needs: "goods.write" },
  { href: "/admin/promotions", icon: "tag", name: text.promotions, needs: "promotions" },
  { href: "/admin/freight", icon: "truck", name: text.freight, needs: "settings" },
  { href: "/admin/settings", icon: "store", name: text.settings, needs: "settings" },
  { href: "/admin/opening", icon: "check", name: text.opening, needs: "settings" },
  { href: "/admin/alerts", icon: "bell", name: text.alerts, needs: "alerts" },
  { href: "/admin/deliveries", icon: "shield", name: text.deliveries, needs: "contract" },
  { href: "/admin/privacy", icon: "search", name: text.privacy, needs: "privacy" },
  { href: "/admin/staff", icon: "user", name: text.staff, needs: "staff" },
  { href: "/admin/audit", icon: "list", name: text.audit, needs: "audit" },
];
const ACCOUNT: Place = { href: "/admin/account", icon: "user", name: text.account, needs: "account" };

/** 更多, on phones: the account's page, with the way to the rest. */
export const MORE: Place = { ...ACCOUNT, name: text.more, also: REST.map(({ href }) => href) };

/** What is always at hand. */
export function mainPlaces(member: Member): Place[] {
  const places = MAIN.map((place) => (may(member, place.needs) ? place : SHIP));
  return places.filter(({ needs }) => may(member, needs));
}

/** What is rarer, for wide screens with the account at its end; on phones it stands on the account's page. */
export function restPlaces(member: Member): Place[] {
  return [...rarePlaces(member), ACCOUNT];
}

/** The same without the account itself. */
export function rarePlaces(member: Member): Place[] {
  return REST.filter(({ needs }) => may(member, needs));
}
