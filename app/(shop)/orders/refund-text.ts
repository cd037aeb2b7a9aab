import { counted } from "@/lib/language/counted";
import { currentLanguage } from "@/lib/language/language";
import { inBothLanguages } from "@/lib/language/words";
import type { RefusalOf } from "@/lib/server/result";
import { buyerText } from "@/lib/shop/buyer-text";
import type { RefundStatus } from "@/lib/shop/orders/order";
import type { addPicture } from "@/lib/shop/refunds/pictures/add-picture";
import type { admitPicture } from "@/lib/shop/refunds/pictures/admit-picture";

type PictureOutcome = "kept" | "no_file" | RefusalOf<typeof addPicture>["reason"] | RefusalOf<typeof admitPicture>["reason"];

/** Reasons for a refund as the form sends them, and the owner and Alipay read them; the first is no reason but a matter of taste. */
export const REFUND_KINDS = [
  ...["不想要了", "拍错 / 多拍", "商品破损", "少件 / 漏发", "发错货", "与描述不符", "质量问题", "没有收到货", "与商家协商一致"],
] as const;
const ENGLISH_KINDS = [
  ...["I changed my mind", "Ordered by mistake, or too many", "Damaged", "Something is missing", "Wrong item", "Not as described"],
  ...["Poor quality", "Never arrived", "Agreed with the shop"],
];
/** What the shop itself says to Alipay, in English for whoever reads it here. */
const ENGLISH_REASONS: Record<keyof typeof buyerText.refundReason, string> = {
  late_payment_no_stock: "Paid after the order was closed and the goods were sold; automatic refund",
  late_payment_over_limit: "Paid after the order was closed, over the per-person or coupon limit; automatic refund",
  second_trade: "Paid twice; automatic refund",
  old_price: "Paid at the total before the shop’s change; automatic refund",
  console: "Refund from Alipay’s merchant centre",
};

/** The words of asking for money back, and of what becomes of it. */
export const refundText = inBothLanguages(
  {
    /** What each status of a refund means to its buyer. */
    meanings: {
      REQUESTED: "商家答复前，您可以补充图片，也可以撤回申请。",
      PENDING: "正在等待支付宝的结果。款项原路退回，请勿担心，这里会自动更新。",
      DONE: "款项已原路退回您的支付宝账户。",
      FAILED: "这次没有退成，商家会换一种方式处理，也可以凭订单号联系商家。",
      DECLINED: "有不同意见可以联系商家，也可以补充说明后再次申请。",
      WITHDRAWN: "您已撤回这个申请，需要时可以再次申请。",
    } satisfies Record<RefundStatus, string>,
    /** What the bank of a card said of it. */
    cards: { done: "银行卡已收到这笔退款。", failed: "银行卡没有收款，这笔退款已退到您的支付宝余额。" } as Record<string, string>,
    /** After a picture was sent. */
    pictureSent: {
      kept: "图片已上传，商家能看到",
      no_file: "请先选择一张图片，再点上传",
      not_open: "这个申请已经处理或撤回，不能再上传图片",
      erased: "这个订单的个人信息已经删除，请直接联系商家",
      full: "图片已经够多了，不能再上传",
      too_often: "上传得太频繁，请过一会儿再试",
      no_room: "暂时不能上传图片，请用文字说明，或直接联系商家",
      too_big: "图片太大，请选一张 6 MB 以内的",
      not_a_picture: "这不是能识别的图片，请用 JPG、PNG 或 WebP",
      too_many_pixels: "图片尺寸太大，请换一张小一些的",
      busy: "现在上传的人较多，请稍后再试",
    } satisfies Record<PictureOutcome, string>,
    kinds: REFUND_KINDS as readonly string[],
    kindNone: "请选择（也可以只写说明）",
    sumInvalid: "请填写退款金额，例如 19.80",
    needReason: "请写明退款原因（2–85 个字）",
    freight: (sum: string) => `订单含运费 ${sum}，是否退运费由商家决定`,
    steps: { asked: "提交申请", begun: "商家发起", handled: "商家处理", agreed: "商家同意", refunding: "退款中", done: "已退款" },
    failed: "未成功",
    declined: "没有同意",
    withdrawn: "已撤回",
    progress: "退款进度",
    pictures: "图片",
    picture: (nth: number) => `退款凭证 ${nth}`,
    addPicture: (left: number) => `上传图片（还可以传 ${left} 张）`,
    pictureHint: "拍照或从相册选择，每张 6 MB 以内。商家能看到；订单结束前，打开过订单链接的人也能看到。",
    hiddenPictures: (count: number) => `已上传 ${count} 张图片。订单结束后，只有下单的浏览器和商家能看到。`,
    upload: "上传",
    contact: "售后联系",
    phone: "电话",
    wechat: "微信号",
    contactHint: "联系时请报订单编号。",
  },
  {
    meanings: {
      REQUESTED: "Until the shop answers, you can add pictures, or take the request back.",
      PENDING: "Waiting for Alipay’s answer. The money goes back the way it came; this page updates by itself.",
      DONE: "The money has gone back to your Alipay account.",
      FAILED: "This refund did not go through. The shop will find another way; you can also contact it with your order number.",
      DECLINED: "If you disagree, contact the shop, or ask again and say more.",
      WITHDRAWN: "You took this request back. You can ask again if you need to.",
    },
    cards: {
      done: "Your bank has received this refund.",
      failed: "Your bank did not take the money, so it went to your Alipay balance.",
    },
    pictureSent: {
      kept: "Picture uploaded; the shop can see it",
      no_file: "Please choose a picture first, then tap Upload",
      not_open: "This request has been answered or taken back, so no more pictures can be added",
      erased: "The personal details of this order have been deleted. Please contact the shop",
      full: "There are enough pictures; no more can be added",
      too_often: "That was a lot of pictures. Please try again in a while",
      no_room: "No pictures can be uploaded right now. Please describe it in words, or contact the shop",
      too_big: "The picture is too large. Please choose one of up to 6 MB",
      not_a_picture: "We can’t read this as a picture. Please use JPG, PNG or WebP",
      too_many_pixels: "The picture has too many pixels. Please choose a smaller one",
      busy: "Many people are uploading right now. Please try again later",
    },
    kinds: ENGLISH_KINDS,
    kindNone: "Choose one (or just describe it)",
    sumInvalid: "Please enter the amount, for example 19.80",
    needReason: "Please say why (2 to 85 characters)",
    freight: (sum) => `The order includes ${sum} shipping; whether that is refunded is up to the shop`,
    steps: {
      asked: "Requested",
      begun: "Started by shop",
      handled: "With the shop",
      agreed: "Agreed",
      refunding: "Refunding",
      done: "Refunded",
    },
    failed: "Failed",
    declined: "Declined",
    withdrawn: "Taken back",
    progress: "Progress of the refund",
    pictures: "Pictures",
    picture: (nth) => `Picture ${nth} for the refund`,
    addPicture: (left) => `Add a picture (${left} more)`,
    pictureHint:
      "Take a photo or choose one, up to 6 MB each. The shop can see it, and so can anyone who has opened the order’s link until the order is over.",
    hiddenPictures: (count) =>
      `${counted(count, "picture")} uploaded. Now that the order is over, only the browser that ordered and the shop can see them.`,
    upload: "Upload",
    contact: "Contact the shop",
    phone: "Phone",
    wechat: "WeChat ID",
    contactHint: "Please give your order number.",
  },
);

/** What is said after a picture was sent; null for any other notice. */
export function pictureNotice(notice: string | undefined): { isKept: boolean; words: string } | null {
  const outcome = notice?.startsWith("picture_") ? notice.slice("picture_".length) : "";
  const { pictureSent } = refundText;
  return Object.hasOwn(pictureSent, outcome) ? { isKept: outcome === "kept", words: pictureSent[outcome as PictureOutcome] } : null;
}

/** The reasons that one can choose: what the form sends, and how it is called here. */
export function refundKinds(): { value: string; words: string }[] {
  const { kinds } = refundText;
  return REFUND_KINDS.map((value, nth) => ({ value, words: kinds[nth] ?? value }));
}

/** A reason as it is kept, in two parts: what the shop has words for, in the language of whoever reads it, and what a person wrote. */
export function refundReason(kept: string): { known: string; written: string } {
  if (currentLanguage() !== "en") return { known: "", written: kept };
  const code = (Object.keys(ENGLISH_REASONS) as (keyof typeof ENGLISH_REASONS)[]).find((key) => buyerText.refundReason[key] === kept);
  if (code) return { known: ENGLISH_REASONS[code], written: "" };
  const nth = REFUND_KINDS.findIndex((kind) => kept === kind || kept.startsWith(`${kind}：`));
  const kind = REFUND_KINDS[nth];
  return kind === undefined ? { known: "", written: kept } : { known: ENGLISH_KINDS[nth] ?? kind, written: kept.slice(kind.length + 1) };
}
