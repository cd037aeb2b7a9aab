/** The nouns of an import: what a file says of one product, and what is wrong with it. Pure. */

/** What is absent is kept as it is; `null` and the empty text take away. `row` is its number in the file. */
export type DraftVariant = {
  row: number;
  values: string[];
  sku?: string;
  priceFen?: number;
  listPriceFen?: number | null;
  grams?: number;
  stock?: number;
  /** From how many pieces on it is scarce. */
  lowStockAt?: number | null;
  /** What the export said was in stock: a cell that still says so was not touched, and the row is of a variant that was there. */
  stockThen?: number;
};

export type Draft = {
  productNo: number | null;
  handle: string | null;
  title?: string;
  category?: string;
  description?: string;
  /** As the cell has it: freight-cell.ts. */
  freight?: string;
  onSale?: boolean;
  /** The names of its options, at most two. */
  options: string[];
  variants: DraftVariant[];
};

/**
 * What is wrong with a row, with what a person needs to know to mend it. `variant`: what it is of, where that is none of the file's; the
 * row is then the product's first.
 */
export type Problem = { row: number; code: ProblemCode; fact?: string; variant?: string };

export type ProblemCode =
  | "no_title" // it names no product
  | "too_long" // { fact: the column }
  | "contradicts" // the first row of its product: { fact: the column }
  | "cell_error" // { fact: the column }
  | "cell_date" // { fact: the column }
  | "price"
  | "no_price"
  | "list_price" // not above the price
  | "former_price" // is called 原价, which is { fact: a sum }
  | "never_sold" // is called 原价, and it was not sold before
  | "no_record" // is called 原价, and it has had no other price since the shop keeps a record of prices
  | "grams"
  | "no_weight" // the freight of the product is counted by it
  | "stock"
  | "stock_then"
  | "low_stock"
  | "on_sale"
  | "freight" // no template has that name: { fact: the name }
  | "e_notation" // a spreadsheet has rounded a number that is a name
  | "no_category"
  | "category" // { fact: its name }
  | "many_categories" // that are new: { fact: how many one file may make }
  | "unknown_product" // { fact: its number }
  | "other_product" // that number is other goods here: { fact: their name }
  | "same_title" // a product of that name is there already: { fact: its number }
  | "handle_taken" // its address is another product's
  | "option_names" // not those of the product: { fact: those of the product }
  | "value_changed" // the row was exported, and the product has no such variant: { fact: the combination }
  | "value_missing" // of an option of the product
  | "which_variant" // the product has several, and the row does not say which
  | "twice" // { fact: the combination }
  | "too_many" // combinations
  | "broken" // the shop could not write it
  | "moved" // the product has changed since the file was looked at
  | "below_zero"; // { fact: what is in stock }
