/** Stands before a sentence that is answered to a form's script, which shows it to people: whatever has none there is for developers. */
export const SAID = "said: ";
