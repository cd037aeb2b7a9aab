import "server-only";
import { type Language, languageOf } from "@/lib/language/language";

const BACK_OFFICE = /^\/admin(?:[/?]|$)/;

type Asked = { url?: string | undefined; headers: Parameters<typeof languageOf>[0] };

/** What a request is answered in. The back office speaks the shop's own language, whatever a browser asks for. */
export function languageOfRequest({ url = "/", headers }: Asked): Language {
  return BACK_OFFICE.test(url) ? "zh-CN" : languageOf(headers);
}
