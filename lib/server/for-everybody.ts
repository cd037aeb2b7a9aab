import "server-only";

/** The header that says to the app that a page is made for everybody: nothing of any visitor may be in it. */
export const FOR_EVERYBODY = "x-for-everybody";
