import "server-only";
import type { IncomingMessage } from "node:http";
import { type Language, languageOf } from "@/lib/language/language";

const BACK_OFFICE = /^\/admin(?:[/?]|$)/;

/** What a request is answered in. The back office speaks the shop's own language, whatever a browser asks for. */
export function languageOfRequest({ url = "/", headers }: Pick<IncomingMessage, "url" | "headers">): Language {
  return BACK_OFFICE.test(url) ? "zh-CN" : languageOf(headers);
}
