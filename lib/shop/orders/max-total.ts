/** The highest total of an order, in fen: keeps every sum inside an integer column. */
export const MAX_TOTAL_FEN = 999_999_999;
