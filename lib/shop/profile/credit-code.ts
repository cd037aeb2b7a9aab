/** Digits and letters of a 统一社会信用代码; I, O, S, V and Z are not among them (GB 32100-2015). */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH = 18;

/**
 * Whether a text is a 统一社会信用代码 whose last character fits the others: the first seventeen, weighted by the powers of 3, and
 * the last one together are divisible by 31 (GB 32100-2015).
 */
export function isCreditCode(text: string): boolean {
  const values = [...text].map((character) => ALPHABET.indexOf(character));
  if (values.length !== LENGTH || values.includes(-1)) return false;
  const sum = values.reduce((total, value, index) => total + value * (index === LENGTH - 1 ? 1 : 3 ** index % 31), 0);
  return sum % 31 === 0;
}
