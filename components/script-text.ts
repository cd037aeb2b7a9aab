import { ownersLang } from "@/lib/language/language";
import { forScripts, inBothLanguages } from "@/lib/language/words";

/** The words of shared components that come to life on the phone. */
const words = inBothLanguages(
  {
    share: { button: "分享", copied: "链接已复制", failed: "请复制地址栏里的链接" },
    copy: { button: "复制", done: "已复制", failed: "请长按文字复制" },
    close: "关闭",
    inCart: "，{count} 件商品",
    list: { more: "更多商品", loading: "正在加载…" },
    offline: "网络不太好，请再试一次",
    stale: "网络不太好，显示的可能不是最新，正在重试",
    updated: "店铺刚更新，请再点一次",
    outdated: "店铺刚更新，请刷新页面后再试",
  },
  {
    share: { button: "Share", copied: "Link copied", failed: "Please copy the link in the address bar" },
    copy: { button: "Copy", done: "Copied", failed: "Press and hold to copy" },
    close: "Close",
    inCart: " ({count})",
    list: { more: "More products", loading: "Loading…" },
    offline: "The connection is poor. Please try again",
    stale: "The connection is poor, so this may be out of date. Trying again",
    updated: "The shop was just updated. Please tap once more",
    outdated: "The shop was just updated. Please reload the page and try again",
  },
);

/** Those words as they are in this request, and what marks the owner's own (script-words.tsx hands them out). */
export function scriptWords() {
  return { ...forScripts(words), ownersLang: ownersLang() };
}
export type ScriptWords = ReturnType<typeof scriptWords>;
