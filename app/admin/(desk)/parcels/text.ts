import type { RefusalOf, Words } from "@/lib/server/result";
import type { addParcel } from "@/lib/shop/orders/add-parcel";
import type { correctParcel } from "@/lib/shop/orders/correct-parcel";
import type { MoneyOfTheRest } from "@/lib/shop/orders/never-sent";
import type { sendNoMore } from "@/lib/shop/orders/send-no-more";
import type { shipOrder } from "@/lib/shop/orders/ship-order";
import type { takeBackParcel } from "@/lib/shop/orders/take-back-parcel";
import { COURIERS, OTHER_COURIER, WITHOUT_NUMBER } from "@/lib/shop/parcels/couriers";

const sendRefusals: Words<RefusalOf<typeof shipOrder> | RefusalOf<typeof addParcel>> = {
  not_shippable: "这个订单不在待发货状态，请刷新后再看",
  not_shipped: "这个订单不在已发货状态，请刷新后再看",
  refunding: "这个订单有未了结的退款，请先处理退款再发货",
  refunded: "这个订单已经全额退款，不再发货",
  in_doubt: "这个订单的钱还有疑问，先处理完异常再发货",
  needs_number: "请填写快递单号；没有单号的，请选同城配送、上门自提或无需物流",
  same_parcel: "这个订单已经有同样单号的包裹",
  moved_on: "这个订单的包裹刚刚有变化（可能已经提交过一次），请看一眼现有的包裹；确实要再加，就再点一次",
  number_is_order: "这是订单号（配货单上的条码），不是快递单号，请扫面单上的条码",
  number_elsewhere: ({ no }) => `这个单号刚用在订单 ${no}，收货人不同，可能扫重了。没有问题就再点一次。`,
  nothing_in_it: "请填写这个包裹里有几件",
  too_many_parcels: "一个订单的包裹太多了",
  too_many_pieces: ({ title, left }) => `“${title}”只剩 ${left} 件没发，请核对件数`,
};

/** The words of parcels: on an order's page, and in the queue. */
export const text = {
  courier: "快递公司",
  byNumber: "按单号识别",
  lastUsed: (name: string) => `${name}（上次用的）`,
  couriers: [...COURIERS.map(({ name }) => name), OTHER_COURIER.name] as string[],
  withoutNumber: [...WITHOUT_NUMBER] as string[],
  trackingNo: "快递单号",
  trackingHint: "粘贴、扫码或手打都行，空格和短横线会自动去掉",
  needTracking: "快递单号为 6–32 位字母和数字",
  needCourier: "认不出是哪家快递的单号，请选择快递公司",
  whichCourier: (names: readonly string[]) => `这个单号可能是${names.join("、")}，请选择快递公司`,
  looksLike: (name: string) => `像是${name}的单号`,
  looksLikeOther: (guess: string) => `这个单号像是${guess}的，已替您改选。没有问题就再点一次；确实是原来那家，请改回去再点一次。`,
  pieces: "分开发货：这个包裹里有几件",
  piecesHint: "其余的以后再发，买家会看到还有几件待发。",
  piecesBad: "请填写件数",
  ofLeft: (left: number) => `共 ${left} 件待发`,
  confirmShip: "确认发货",
  shipped: "已发货，买家的订单页会马上更新",
  added: "已添加包裹，买家的订单页会马上更新",
  sendRefusals,
  parcels: "包裹",
  parcel: (nth: number) => `包裹 ${nth}`,
  whole: "全部商品",
  content: (title: string, quantity: number) => `${title} × ${quantity}`,
  unsent: (pieces: number) => `部分发货，还有 ${pieces} 件待发`,
  receiveBy: "自动确认收货",
  neverSent: "没有发出、也不再发的商品",
  moneyOfTheRest: {
    back: (paid: string, refunded: string) => `买家为它们付了 ${paid}；本单已退款 ${refunded}`,
    partly: (paid: string, refunded: string, open: string) =>
      `买家为它们付了 ${paid}；本单只退了 ${refunded}${open && `，另有 ${open} 正在处理`}，请补退差额`,
    under_way: (paid: string, refunded: string, open: string) =>
      `买家为它们付了 ${paid}；本单已退款 ${refunded}${open && `，另有 ${open} 正在处理`}`,
    none: (paid: string, _refunded: string) => `买家为它们付了 ${paid}，还没有退款，请在下面退款`,
  } satisfies Record<MoneyOfTheRest, (paid: string, refunded: string, open: string) => string>,
  restWithoutSums: {
    back: "本单退过的款不少于它们的价钱",
    partly: "本单退过的款还不够它们的价钱，请告诉店主",
    under_way: "本单退过的款和正在处理的退款，不少于它们的价钱",
    none: "还没有退款，请告诉店主",
  } satisfies Record<MoneyOfTheRest, string>,
  addRest: "发出余下的商品",
  add: "再加一个包裹",
  confirmAdd: "添加包裹",
  correct: "修改物流",
  correctHint: "填错了快递公司或单号时用。买家看到的会随之更新，原来的单号留在时间线里。",
  confirmCorrect: "保存修改",
  corrected: "物流已修改，买家看到的是新单号",
  correctRefusals: {
    not_shipped: "只有已发货、买家还没有确认收货的订单可以修改物流，请刷新后再看",
    unchanged: "快递公司和单号都没有变化",
    needs_number: sendRefusals.needs_number as string,
    same_parcel: sendRefusals.same_parcel as string,
    number_is_order: sendRefusals.number_is_order as string,
    number_elsewhere: sendRefusals.number_elsewhere,
  } satisfies Words<RefusalOf<typeof correctParcel>>,
  takeBack: "撤回这个包裹",
  takeBackHint: "登记错了订单时用：里面的商品回到待发。唯一的包裹撤回后，订单回到待发货。",
  confirmTakeBack: "确认撤回",
  takenBack: "包裹已撤回",
  unshipped: "包裹已撤回，订单回到待发货",
  takeBackRefusals: {
    not_shipped: "这个包裹已经不在了，或者买家已经确认收货，请刷新后再看",
    refunding: "这个订单有未了结的退款，处理完才能撤回唯一的包裹",
    refunded: "这个订单已经全额退款，不能回到待发货",
  } satisfies Words<RefusalOf<typeof takeBackParcel>>,
  noMore: "余下的不再发货",
  noMoreHint: "缺货、或者差额已经退给买家时用。订单按已全部发出算，到期自动确认收货。",
  confirmNoMore: "确认不再发货",
  noMoreDone: "已记下，这个订单不再发货",
  noMoreRefusals: { nothing_left: "这个订单没有待发的商品，请刷新后再看" } satisfies Words<RefusalOf<typeof sendNoMore>>,
  scan: "扫码填单号",
  scanning: "把条码放进取景框",
  scanStop: "关闭相机",
  scanRefused: "没有打开相机：请在浏览器设置里允许使用相机，或者直接输入单号",
};
