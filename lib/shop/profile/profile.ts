/** The noun: what the owner says of the shop itself, all of it text, and pictures by their names; what is empty is shown nowhere. Pure, so that components may import it. */

export type ShopProfile = {
  name: string;
  tagline: string;
  /** One sentence on top of the home page. */
  announcement: string;
  /** Offered to a shopper who searches and has typed nothing yet. */
  hotWords: string[];
  /** What stands before the order's number in Alipay's app; empty: the name. */
  paymentSubject: string;
  phone: string;
  wechat: string;
  businessHours: string;
  returnAddress: string;
  dispatchPolicy: string;
  returnPolicy: string;
  privacyPolicy: string;
  /** ICP 备案号 of the site. */
  icpNumber: string;
  /** 公安备案号: its province's letters and fourteen digits. */
  policeNumber: string;
  licenceHolder: string;
  /** 统一社会信用代码. */
  licenceCode: string;
  /** Why the owner needs no licence (电子商务法第十条). */
  licenceExemption: string;
  logo: string;
  /** The QR code of the owner's WeChat. */
  wechatPicture: string;
  /** The licence itself, as a photograph. */
  licencePicture: string;
  /** #rrggbb; empty: the software's own (colour.ts). */
  themeColour: string;
};

/** What a shop's payments are called by. */
export type ShopNames = Pick<ShopProfile, "name" | "paymentSubject">;

/** What the owner uploads for the shop itself. */
export const PROFILE_PICTURES = ["logo", "wechatPicture", "licencePicture"] as const satisfies readonly (keyof ShopProfile)[];
export type ProfilePicture = (typeof PROFILE_PICTURES)[number];

/** How a shop is called until its owner names it. */
export const UNNAMED = "小铺";

export const EMPTY_PROFILE: ShopProfile = {
  name: "",
  tagline: "",
  announcement: "",
  hotWords: [],
  paymentSubject: "",
  phone: "",
  wechat: "",
  businessHours: "",
  returnAddress: "",
  dispatchPolicy: "",
  returnPolicy: "",
  privacyPolicy: "",
  icpNumber: "",
  policeNumber: "",
  licenceHolder: "",
  licenceCode: "",
  licenceExemption: "",
  logo: "",
  wechatPicture: "",
  licencePicture: "",
  themeColour: "",
};

/** The shop's name as shoppers read it. */
export function nameOf({ name }: Pick<ShopProfile, "name">): string {
  return name || UNNAMED;
}

/** Whether there is anything for a page about the licence: its facts, its picture, or why none is needed (电子商务法第十五条). */
export function hasLicence(profile: Pick<ShopProfile, "licenceCode" | "licenceExemption" | "licencePicture">): boolean {
  return profile.licenceCode !== "" || profile.licenceExemption !== "" || profile.licencePicture !== "";
}

/** What a buyer reads of an order at Alipay. */
export function subjectFor(profile: ShopNames, orderNo: string): string {
  return `${profile.paymentSubject || `${nameOf(profile)}订单`}${orderNo}`;
}

/** Where the public security's register shows a site (公安备案), by the digits of its number; null without any. */
export function policeRecordUrl(policeNumber: string): string | null {
  const digits = /\d{14}/.exec(policeNumber)?.[0];
  return digits ? `https://beian.mps.gov.cn/#/query/webSearch?code=${digits}` : null;
}
