import Link from "next/link";
import type { Scarce } from "@/lib/shop/books/list-scarce";
import { Section } from "../../parts/section";
import { text } from "./text";

const link = "inline-flex min-h-11 min-w-11 items-center text-alipay text-sm md:min-h-8";

/** What is nearly sold out, each with the way to its product. */
export function ScarceGoods({ scarce: { at, goods } }: { scarce: Scarce }) {
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
            <Link
              href={`/admin/products/${variant.productId}`}
              className="flex min-h-11 items-center justify-between gap-3 py-1.5 text-sm hover:bg-paper"
            >
              <span className="min-w-0 truncate">
                {variant.title} <span className="text-ink-3">{variant.variantName}</span>
              </span>
              <span className={`shrink-0 font-medium ${variant.stock === 0 ? "text-brand-deep" : "text-amber"}`}>
                {text.left(variant.stock)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-ink-3 text-xs">
        {text.scarceAt(at)}
        <Link href="/admin/alerts#stock" className={link}>
          {text.changeScarceAt}
        </Link>
      </p>
    </Section>
  );
}
