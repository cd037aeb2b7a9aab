import "server-only";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import type { Shop } from "@/lib/shop/shop";
import { MIN_PASSWORD_LENGTH } from "./owner";

/** Fewer guesses than 10^8 are a guess: a word of the list with something behind it, a row of keys, a date. */
const LEAST_SCORE = 3;
/** Judging takes longer the longer the password is; what stands behind this many characters makes none weaker. */
const MOST_JUDGED = 64;
/** The software's name, beside the shop's own. */
const SOFTWARE_WORDS = ["xiaopu", "小铺"];

let judge: ZxcvbnFactory | undefined;

/**
 * What is wrong with a password that somebody wants to set, or null: too short; one of the 50,000 commonest or as easily
 * guessed; made of the login or of the shop's own name (empty: it has none yet). Common ones are told from a list here, and nobody else is asked.
 */
export function judgePassword(
  shop: Shop,
  { login, password, shopName }: { login: string; password: string; shopName: string },
): PasswordProblem | null {
  const typed = password.normalize("NFC");
  if ([...typed].length < MIN_PASSWORD_LENGTH) return "too_short";
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: MOST_JUDGED });
  return judge.check(typed, [
    login,
    ...login.split("@"),
    ...SOFTWARE_WORDS,
    ...(shopName ? [shopName] : []),
    ...labelsOf(shop.config.shopUrl),
  ]).score < LEAST_SCORE
    ? "too_common"
    : null;
}

export type PasswordProblem = "too_short" | "too_common";

/** The parts of the shop's host name: of shop.example.com all three, and the whole. */
function labelsOf(shopUrl: string): string[] {
  const { hostname } = new URL(shopUrl);
  return [hostname, ...hostname.split(".")].filter((label) => label.length > 3);
}
