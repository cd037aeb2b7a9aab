/** A pasted text of more UTF-16 units is not looked at. Pure, so that pages may say so. */
export const MAX_PASTED = 500;
