import { counted } from "@/lib/language/counted";
import { inBothLanguages } from "@/lib/language/words";
import type { RefusalOf, Words } from "@/lib/server/result";
import type { addAddress, changeAddress, makeDefault } from "@/lib/shop/addresses/save-address";

/** The words of a shopper's address book; what of them the phone needs comes as props. */
export const addressBookText = inBothLanguages(
  {
    title: "收货地址",
    hint: "只有这个浏览器能看到这些地址，下单时可以直接选用。",
    empty: "还没有保存的收货地址",
    emptyHint: "下单用过的地址会自动保存在这里，也可以先添加一个。",
    add: "添加收货地址",
    addTitle: "添加收货地址",
    editTitle: "修改收货地址",
    edit: "修改",
    isDefault: "默认",
    makeDefault: "设为默认",
    remove: "删除",
    removeHint: "删除后不能恢复，已下的订单不受影响。",
    removeButton: "确认删除",
    form: { box: "设为默认收货地址", save: "保存", saving: "正在保存…" },
    /** Said by the page: the button that did it is gone by then. */
    done: { default: "已设为默认地址", removed: "地址已删除" } as Record<string, string>,
    gone: "这个地址已经不在了",
    tooOften: "操作太频繁，请稍后再试",
    fullHint: (most: number) => `最多保存 ${most} 个地址`,
    addRefusals: { full: ({ most }) => `最多保存 ${most} 个地址，请先删除一个不用的` } satisfies Words<RefusalOf<typeof addAddress>>,
    changeRefusals: { not_found: "这个地址已经不在了，请回到列表再看" } satisfies Words<
      RefusalOf<typeof changeAddress> | RefusalOf<typeof makeDefault>
    >,
  },
  {
    title: "Addresses",
    hint: "Only this browser can see these addresses. You can pick one when you order.",
    empty: "No addresses saved yet",
    emptyHint: "Addresses you order to are saved here by themselves. You can also add one now.",
    add: "Add an address",
    addTitle: "Add an address",
    editTitle: "Edit address",
    edit: "Edit",
    isDefault: "Default",
    makeDefault: "Make default",
    remove: "Delete",
    removeHint: "This cannot be undone. Orders you have placed are not affected.",
    removeButton: "Delete it",
    form: { box: "Make this my default address", save: "Save", saving: "Saving…" },
    done: { default: "This is now your default address", removed: "Address deleted" },
    gone: "This address is no longer there",
    tooOften: "That was a lot of changes. Please try again later",
    fullHint: (most) => `You can save ${counted(most, "address", "addresses")} at most`,
    addRefusals: { full: ({ most }) => `You can save ${counted(most, "address", "addresses")} at most. Please delete one first` },
    changeRefusals: { not_found: "This address is no longer there. Please go back to the list" },
  },
);
