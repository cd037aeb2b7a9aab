import type { Route } from "next";
import Link from "next/link";
import type { Scarce } from "@/lib/shop/books/list-scarce";
import { PerhapsLink } from "../../parts/perhaps-link";
import { Section } from "../../parts/section";
import { text } from "./text";

const link = "inline-flex min-h-11 min-w-11 items-center text-alipay text-sm md:min-h-8";

/** What is nearly sold out; for whoever may change it (`mayWrite`) each with the way to its product. */
export function ScarceGoods({ scarce: { at, goods }, mayWrite }: { scarce: Scarce; mayWrite: boolean }) {
  const all = (
    <Link href="/admin/products?show=low" className={`${link} justify-end`}>
      {text.allScarce}
    </Link>
  );
  return (
    <Section title={text.scarce} aside={goods.length > 0 && all}>
      {goods.length === 0 && <p className="text-ink-3 text-sm">{text.noScarce}</p>}
      <ul className="divide-y divide-line">
        {goods.map((variant) => (
          <li key={`${variant.productId}:${variant.variantName}`}>
            <PerhapsLink
              href={mayWrite ? (`/admin/products/${variant.productId}` as Route) : null}
              className="flex min-h-11 items-center justify-between gap-3 py-1.5 text-sm"
            >
              <span className="min-w-0 truncate">
                {variant.title} <span className="text-ink-3">{variant.variantName}</span>
              </span>
              <span className={`shrink-0 font-medium ${variant.stock === 0 ? "text-brand-deep" : "text-amber"}`}>
                {text.left(variant.stock)}
                {variant.lowStockAt !== null && variant.lowStockAt !== at && (
                  <span className="ml-1 font-normal text-ink-3 text-xs">{text.ownScarceAt(variant.lowStockAt)}</span>
                )}
              </span>
            </PerhapsLink>
          </li>
        ))}
      </ul>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-ink-3 text-xs">
        {text.scarceAt(at)}
        {mayWrite && (
          <Link href="/admin/alerts#stock" className={link}>
            {text.changeScarceAt}
          </Link>
        )}
      </p>
    </Section>
  );
}
