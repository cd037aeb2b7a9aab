import type { RefusalOf, Words } from "@/lib/server/result";
import { MAX_OWNER_NOTE, type noteOrder } from "@/lib/shop/orders/note-order";

export const noteText = {
  title: "店主备注",
  none: "没有备注",
  label: "只有后台看得到",
  hint: "买家看不到，可以搜索。清空再保存就是删除。",
  save: "保存备注",
  saved: "备注已保存",
  removed: "备注已删除",
  tooLong: `备注最多 ${MAX_OWNER_NOTE} 个字符`,
  refusals: {
    gone: "没有这个订单",
    erased: "这位买家的个人信息已经删除，不能再写备注",
    moved: "别处刚刚改过这条备注，没有保存：请刷新看看，再决定怎么写",
    unchanged: "备注没有变化",
  } satisfies Words<RefusalOf<typeof noteOrder>>,
};
