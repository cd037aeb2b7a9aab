import { inBothLanguages } from "@/lib/language/words";

/** The words of choosing among the addresses that are kept; none of them comes to the phone as a script. */
export const choiceText = inBothLanguages(
  {
    open: (count: number) => `从地址簿选用（${count}）`,
    isDefault: "默认",
    manage: "管理收货地址",
    chosen: "已填入选用的地址，请核对",
    gone: "这个地址已经不在了，请选用其他地址",
  },
  {
    open: (count) => `Choose a saved address (${count})`,
    isDefault: "Default",
    manage: "Manage addresses",
    chosen: "The address is filled in. Please check it",
    gone: "This address is no longer there. Please choose another",
  },
);
