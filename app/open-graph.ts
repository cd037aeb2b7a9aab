import type { Language } from "@/lib/language/language";

/** The languages as the Open Graph protocol names them, with a country each. */
export const OPEN_GRAPH: Record<Language, string> = { "zh-CN": "zh_CN", en: "en_US" };
