import { inBothLanguages } from "@/lib/language/words";

/** The words of 智能识别; none of them comes to the phone as a script. */
export const splitText = inBothLanguages(
  {
    open: "粘贴地址，自动识别",
    label: "整段收货信息",
    hint: "例如：张三 13800138000 浙江省杭州市西湖区文三路 1 号。识别后请核对。",
    button: "识别",
    tooLong: "最多粘贴 500 个字",
    empty: "请先粘贴或填写要识别的内容",
    tooOften: "识别得太频繁，请稍等片刻再试，或直接填写",
    nothing: "没有识别出姓名、手机号或地区，已放进详细地址，请核对并补充",
    nothingNew: "没有识别出姓名、手机号或地区，没有改动已填的内容",
    done: "已识别，请核对后再提交",
    missing: (parts: readonly string[]) => `已识别，请核对，并补充${parts.join("、")}`,
    parts: { name: "收货人", phone: "手机号", area: "所在地区", detail: "详细地址" },
  },
  {
    open: "Paste a Chinese address to fill this in",
    label: "The whole address in one piece",
    hint: "Paste a name, a phone number and an address in Chinese, as somebody sent them to you. We put each in its place; please check.",
    button: "Fill in",
    tooLong: "You can paste 500 characters at most",
    empty: "Please paste or type an address first",
    tooOften: "That was a lot of tries. Please wait a moment, or fill in the fields yourself",
    nothing: "We found no name, phone number or area in it, so it is in the street address now. Please check and complete it",
    nothingNew: "We found no name, phone number or area in it, and changed nothing",
    done: "Filled in. Please check before you go on",
    missing: (parts) => `Filled in. Please check, and add: ${parts.join(", ")}`,
    parts: { name: "name", phone: "mobile number", area: "area", detail: "street address" },
  },
);
