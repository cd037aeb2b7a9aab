/** The words of shared components that come to the phone as scripts with the pages of the catalogue: apart, so that no others come with them. */
export const shareWords = { button: "分享", copied: "链接已复制", failed: "请复制地址栏里的链接" };
export const closeWord = "关闭";
export const inCart = (count: number) => `，${count} 件商品`;
export const listWords = { more: "更多商品", loading: "正在加载…" };
export const offlineWord = "网络不太好，请再试一次";
export const updateWords = { updated: "店铺刚更新，请再点一次", outdated: "店铺刚更新，请刷新页面后再试" };
