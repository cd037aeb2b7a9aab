/** What an owner should look at before a product is on sale; nothing of it forbids anything. Pure. */

/** no_stock: of no variant. tiny_price: ten fen or less. prices_apart: one variant costs fifty times as much as another, as after a slipped point. */
export type SaleWarning = "no_picture" | "no_stock" | "tiny_price" | "prices_apart";

const TINY_FEN = 10;
const FAR_APART = 50;

type Goods = { images: readonly string[]; variants: readonly { active: boolean; stock: number; priceFen: number }[] };

/** What is odd about a product as it would be sold, in the order in which it is said. */
export function saleWarnings({ images, variants }: Goods): SaleWarning[] {
  const sold = variants.filter(({ active }) => active);
  const prices = sold.map(({ priceFen }) => priceFen);
  const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
  const isOdd: Record<SaleWarning, boolean> = {
    no_picture: images.length === 0,
    no_stock: sold.length > 0 && sold.every(({ stock }) => stock === 0),
    tiny_price: sold.length > 0 && lowest <= TINY_FEN,
    prices_apart: sold.length > 1 && highest >= lowest * FAR_APART,
  };
  return (Object.keys(isOdd) as SaleWarning[]).filter((warning) => isOdd[warning]);
}
