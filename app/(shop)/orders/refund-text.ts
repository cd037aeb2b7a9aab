import type { RefusalOf } from "@/lib/server/result";
import type { RefundStatus } from "@/lib/shop/orders/order";
import type { addPicture } from "@/lib/shop/refunds/pictures/add-picture";
import type { admitPicture } from "@/lib/shop/refunds/pictures/admit-picture";

type PictureOutcome = "kept" | "no_file" | RefusalOf<typeof addPicture>["reason"] | RefusalOf<typeof admitPicture>["reason"];

const pictures: Record<PictureOutcome, string> = {
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
};

/** What each status of a refund means to its buyer. */
const meanings: Record<RefundStatus, string> = {
  REQUESTED: "商家答复前，您可以补充图片，也可以撤回申请。",
  PENDING: "正在等待支付宝的结果。款项原路退回，请勿担心，这里会自动更新。",
  DONE: "款项已原路退回您的支付宝账户。",
  FAILED: "这次没有退成，商家会换一种方式处理，也可以凭订单号联系商家。",
  DECLINED: "有不同意见可以联系商家，也可以补充说明后再次申请。",
  WITHDRAWN: "您已撤回这个申请，需要时可以再次申请。",
};

/** The words of asking for money back, and of what becomes of it. */
export const refundText = {
  meanings,
  /** What the bank of a card said of it. */
  cards: { done: "银行卡已收到这笔退款。", failed: "银行卡没有收款，这笔退款已退到您的支付宝余额。" } as Record<string, string>,
  /** What is offered before one writes; the first is for who writes only. */
  kinds: ["不想要了", "拍错 / 多拍", "商品破损", "少件 / 漏发", "发错货", "与描述不符", "质量问题", "没有收到货", "与商家协商一致"],
  kindNone: "请选择（也可以只写说明）",
  tooMuch: (left: string) => `最多可以申请 ${left}`,
  sumInvalid: "请填写退款金额，例如 19.80",
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
};

/** What is said after a picture was sent; null for any other notice. */
export function pictureNotice(notice: string | undefined): { isKept: boolean; words: string } | null {
  const outcome = notice?.startsWith("picture_") ? notice.slice("picture_".length) : "";
  return Object.hasOwn(pictures, outcome) ? { isKept: outcome === "kept", words: pictures[outcome as PictureOutcome] } : null;
}
