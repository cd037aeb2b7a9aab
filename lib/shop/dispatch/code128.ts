/** Code 128 (ISO/IEC 15417), the barcode of waybills: of an order's number for a scanner at the packing table. Pure. */

/** The widths of bars and gaps, in modules, of the symbols 0 to 105; the first is a bar. */
const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 " +
  "223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 " +
  "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 " +
  "311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 " +
  "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 " +
  "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
).split(" ");
const STOP = "2331112";
const [START_B, START_C, TO_B] = [104, 105, 100];

/** The empty modules that a scanner needs on either side. */
export const QUIET_MODULES = 10;

/**
 * The widths of bars and gaps of this text in modules, beginning with a bar, without the quiet zones. Pairs of digits at the
 * beginning take one symbol each (code set C), the rest one for each character (code set B).
 * @throws {RangeError} for other characters than those of printable ASCII, and for an empty text
 */
export function code128(text: string): number[] {
  if (!/^[ -~]+$/.test(text)) throw new RangeError(`not for a barcode: ${text}`);
  const pairs = /^(?:\d\d){2,}/.exec(text)?.[0] ?? "";
  const rest = text.slice(pairs.length);
  const symbols = [
    pairs === "" ? START_B : START_C,
    ...(pairs.match(/\d\d/g) ?? []).map(Number),
    ...(pairs !== "" && rest !== "" ? [TO_B] : []),
    ...[...rest].map((character) => character.charCodeAt(0) - 32),
  ];
  // The start counts once, the others by their place.
  const check = symbols.reduce((sum, symbol, place) => sum + symbol * Math.max(place, 1), 0) % 103;
  return [...[...symbols, check].map((symbol) => WIDTHS[symbol] ?? ""), STOP].flatMap((widths) => [...widths].map(Number));
}
