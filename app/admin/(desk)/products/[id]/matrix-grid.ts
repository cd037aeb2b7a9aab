/** Six columns on a desk: name, price, list price, stock, code, whether it is sold; without the stock where there is only one row. */
export const MATRIX_GRID = "lg:grid-cols-[minmax(7rem,1.3fr)_repeat(4,minmax(0,1fr))_4rem] lg:items-start lg:gap-3";
export const SINGLE_GRID = "lg:grid-cols-[repeat(3,minmax(0,1fr))_4rem] lg:items-end lg:gap-3";
