import { inBothLanguages } from "@/lib/language/words";

/** What a form says about an address that cannot be used. */
export const addressText = inBothLanguages(
  {
    nameMissing: "请填写收货人姓名",
    nameTooLong: "姓名最多 25 个字",
    phoneInvalid: "请填写 11 位手机号",
    regionMissing: "请选择所在地区",
    regionUnknown: "没有找到这个地区，请写明省、市、区（县）",
    detailTooShort: "请填写街道、门牌号等详细地址",
    detailTooLong: "详细地址最多 100 个字",
    muchTooLong: "填写的内容太长",
  },
  {
    nameMissing: "Please enter the receiver’s name",
    nameTooLong: "A name can have 25 characters at most",
    phoneInvalid: "Please enter an 11-digit Chinese mobile number",
    regionMissing: "Please choose the area",
    regionUnknown: "We don’t know this area. Please write province, city and district in Chinese",
    detailTooShort: "Please enter street, building and door number",
    detailTooLong: "The address can have 100 characters at most",
    muchTooLong: "This is too long",
  },
);
