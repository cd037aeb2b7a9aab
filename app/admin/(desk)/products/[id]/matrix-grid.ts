/** Eight columns on a desk: name, price, list price, stock, from when on it is scarce, weight, code, whether it is sold; a single row stands in half the page, in two lines. */
export const MATRIX_GRID = "lg:grid-cols-[minmax(7rem,1.3fr)_repeat(6,minmax(0,1fr))_4rem] lg:items-start lg:gap-3";
export const SINGLE_GRID = "lg:grid-cols-3 lg:items-end lg:gap-3";
