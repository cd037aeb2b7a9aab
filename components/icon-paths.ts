/** Those icons that server and client components both draw, so that no script brings the others along (icon.tsx). */
export const CHECK = "m5 12.5 4.5 4.5L19 7.5";
export const NEXT = "m9 5 7 7-7 7";
