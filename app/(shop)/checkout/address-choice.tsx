import { ownersLang } from "@/lib/language/language";
import type { SavedAddress } from "@/lib/shop/addresses/address";
import { formatArea } from "@/lib/shop/addresses/area";
import { choiceText as text } from "./choice-text";

/** The browser's other addresses, each a button of the checkout's form, so that choosing one works without JavaScript and loses nothing typed. */
export function AddressChoice({ book }: { book: readonly SavedAddress[] }) {
  return (
    <details className="border-line border-t px-4">
      <summary className="flex min-h-11 cursor-pointer items-center text-alipay text-sm">{text.open(book.length)}</summary>
      <ul className="divide-y divide-line">
        {book.map((address) => (
          <li key={address.id}>
            <button type="submit" name="use" value={address.id} formNoValidate className="w-full py-3 text-left active:bg-paper">
              <span className="block break-words font-medium">
                <span lang={ownersLang()}>{address.name}</span> <span className="ml-1 tabular-nums">{address.phone}</span>
                {address.isDefault && <span className="ml-2 font-normal text-brand text-xs">{text.isDefault}</span>}
              </span>
              <span lang={ownersLang()} className="mt-0.5 block break-words text-ink-2 text-sm">
                {formatArea(address)} {address.detail}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {/* Loads the page: what was typed is kept for a form whose page goes, and a soft link would lose it. */}
      <a href="/addresses" className="flex min-h-11 items-center text-alipay text-sm">
        {text.manage}
      </a>
    </details>
  );
}
