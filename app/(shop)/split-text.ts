/** The words of 智能识别; none of them comes to the phone as a script. */
export const splitText = {
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
  missing: (parts: string[]) => `已识别，请核对，并补充${parts.join("、")}`,
  parts: { name: "收货人", phone: "手机号", area: "所在地区", detail: "详细地址" },
};
