/** The words of choosing among the addresses that are kept; none of them comes to the phone as a script. */
export const choiceText = {
  open: (count: number) => `从地址簿选用（${count}）`,
  isDefault: "默认",
  manage: "管理收货地址",
  chosen: "已填入选用的地址，请核对",
  gone: "这个地址已经不在了，请选用其他地址",
};
