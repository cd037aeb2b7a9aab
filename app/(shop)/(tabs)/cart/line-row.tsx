import { useState } from "react";
import { LineIcon } from "@/components/line-icon";
import { Link } from "@/components/link";
import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { MINUS, PLUS } from "@/components/quantity-look";
import { useWords } from "@/components/script-words";
import { fill } from "@/lib/language/fill";
import { type CartLine, isLimited } from "@/lib/shop/cart/cart";
import { quantityLimit } from "@/lib/shop/catalog/product";
import { formatFen } from "@/lib/shop/money";
import { type CartAction, fieldOf, writeAction } from "./cart-action";
import { useCartWords } from "./cart-words";
import { SelectButton } from "./select-button";

const TRASH = "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5";

export type RunAction = (action: CartAction) => void;

/** A line that can be ordered: tick, picture, name, price, quantity. */
export function CartLineRow({ line, run }: { line: CartLine; run: RunAction }) {
  const { variantId, selected, title, variantName, productSlug, image } = line;
  const text = useCartWords();
  const { ownersLang } = useWords();
  return (
    <li className="flex items-center rounded-card bg-card py-3 pr-2.5">
      <SelectButton
        action={{ kind: "select", variantId, selected: !selected }}
        checked={selected}
        label={fill(text.select, { title: nameOf(line) })}
        className="min-h-20"
      />
      <Link href={`/products/${productSlug}`} tabIndex={-1} aria-hidden="true" className="shrink-0">
        <ProductImage name={image} alt="" sizes="5rem" className="size-20 rounded-xl" />
      </Link>
      <div className="min-w-0 grow pl-2.5">
        <div className="flex items-start">
          <Link href={`/products/${productSlug}`} lang={ownersLang} className="min-h-11 min-w-0 grow pt-0.5 leading-snug">
            <span className="line-clamp-2 font-medium">{title}</span>
            {variantName && <span className="mt-1 inline-block rounded-md bg-paper px-2 py-0.5 text-ink-2 text-xs">{variantName}</span>}
          </Link>
          <RemoveButton line={line} />
        </div>
        <PriceChange line={line} />
        {line.limit !== undefined && <p className="text-amber text-xs">{fill(text.limit, { most: line.limit })}</p>}
        {line.wantedQuantity !== null && !isLimited(line) && (
          <p className="text-amber text-xs">{fill(text.onlyLeft, { left: line.quantity, wanted: line.wantedQuantity })}</p>
        )}
        <div className="flex flex-wrap items-center justify-between">
          <Price fen={line.priceFen} />
          <Quantity line={line} run={run} />
        </div>
      </div>
    </li>
  );
}

/** Which goods they are. */
function nameOf({ title, variantName }: CartLine): string {
  return [title, variantName].filter(Boolean).join(" ");
}

export function RemoveButton({ line }: { line: CartLine }) {
  const { remove } = useCartWords();
  return (
    <button
      type="submit"
      name="cartAction"
      value={writeAction({ kind: "remove", variantId: line.variantId })}
      aria-label={fill(remove, { title: nameOf(line) })}
      className="-mt-2 -mr-2.5 grid size-11 shrink-0 place-items-center text-ink-3 active:text-brand"
    >
      <LineIcon path={TRASH} className="size-4.5" />
    </button>
  );
}

function PriceChange({ line: { formerPriceFen, priceFen } }: { line: CartLine }) {
  const text = useCartWords();
  if (formerPriceFen === null) return null;
  const isDearer = priceFen > formerPriceFen;
  return (
    <p className="mt-1 text-xs">
      <span className="text-ink-3">{fill(text.formerPrice, { price: formatFen(formerPriceFen) })}</span>{" "}
      <span className={isDearer ? "text-amber" : "text-ok"}>{isDearer ? text.isDearer : text.isCheaper}</span>
    </p>
  );
}

/** − n +. What is typed counts when the field is left or Enter pressed. */
function Quantity({ line, run }: { line: CartLine; run: RunAction }) {
  const { variantId, quantity } = line;
  const { quantityOf } = useCartWords();
  const [typed, setTyped] = useState<string | null>(null);
  const finish = () => {
    const wish = Number(typed);
    if (wish > 0 && wish !== quantity) run({ kind: "quantity", variantId, quantity: wish });
    setTyped(null);
  };
  return (
    <span className="-mr-2.5 ml-auto inline-flex items-center">
      <StepButton line={line} to={quantity - 1} />
      <input
        name={fieldOf(variantId)}
        aria-label={fill(quantityOf, { title: nameOf(line) })}
        inputMode="numeric"
        pattern="[0-9]{1,2}"
        maxLength={2}
        autoComplete="off"
        value={typed ?? String(quantity)}
        onChange={(event) => setTyped(event.target.value.replace(/\D/g, ""))}
        onKeyDown={(event) => event.key === "Enter" && finish()}
        onBlur={finish}
        className="h-11 w-9 rounded-md bg-paper text-center text-base tabular-nums"
      />
      <StepButton line={line} to={quantity + 1} />
    </span>
  );
}

function StepButton({ line, to }: { line: CartLine; to: number }) {
  const text = useCartWords();
  const isMore = to > line.quantity;
  return (
    <button
      type="submit"
      name="cartAction"
      value={writeAction({ kind: "quantity", variantId: line.variantId, quantity: to })}
      disabled={to < 1 || to > quantityLimit(line.available, line.limit)}
      aria-label={isMore ? text.more : text.fewer}
      className="grid size-11 place-items-center text-ink-2 active:text-ink disabled:opacity-35"
    >
      <LineIcon path={isMore ? PLUS : MINUS} className="size-4.5" />
    </button>
  );
}
