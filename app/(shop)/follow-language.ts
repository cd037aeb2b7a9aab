import "server-only";
import { LANGUAGE_COOKIE, LANGUAGES } from "@/lib/language/language";

const CHOSEN = `/(?:^|;)\\s*${LANGUAGE_COOKIE}=(${LANGUAGES.join("|")})\\s*(?:;|$)/`;

/**
 * A script for each document: one that somebody comes back to, with the browser's button or from another tab, after choosing the other language
 * there, is loaded anew, since the next page within it would be in that one. By its address, which posts no form again. What was typed is kept as at any
 * leaving (components/use-form.ts). A document that was just loaded is not looked at, so that none is loaded without end.
 */
export function followLanguage(): string {
  return `(function(){function look(){var chosen=${CHOSEN}.exec(document.cookie);chosen&&chosen[1]!==document.documentElement.lang&&!document.hidden&&navigator.onLine&&location.replace(location.pathname+location.search)}
addEventListener("pageshow",function(event){(event.persisted||performance.navigation&&performance.navigation.type===2)&&look()});document.addEventListener("visibilitychange",look)})()`;
}
