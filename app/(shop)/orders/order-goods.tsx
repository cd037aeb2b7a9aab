import { Link } from "@/components/link";
import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { ownersLang } from "@/lib/language/language";
import { formatFen } from "@/lib/shop/money";
import type { OrderLineView } from "@/lib/shop/orders/order";
import { changeText } from "./change-text";

/** The lines of an order as they were bought, whatever the products are called or cost now. */
export function OrderGoods({ lines }: { lines: OrderLineView[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <li key={`${line.productSlug} ${line.variantName}`}>
          <Link href={`/products/${line.productSlug}`} className="flex gap-3 py-3">
            <ProductImage name={line.image} alt="" className="size-18 shrink-0 rounded-xl" />
            <span lang={ownersLang()} className="min-w-0 flex-1">
              <span className="line-clamp-2 font-medium">{line.title}</span>
              {line.variantName && <span className="mt-0.5 block text-ink-2 text-sm">{line.variantName}</span>}
            </span>
            <span className="flex shrink-0 flex-col items-end">
              <Price fen={line.priceFen} size="sm" className="text-ink!" />
              <span className="text-ink-2 text-sm">×{line.quantity}</span>
              {line.paidFen !== line.priceFen * line.quantity && (
                <span className="text-price text-xs">{changeText.paidForLine(formatFen(line.paidFen))}</span>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
