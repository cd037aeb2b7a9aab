/** Stands in the first tag of a page for everybody that is given to a browser which may have a cart. */
export const KNOWN_BUYER = "data-buyer";
