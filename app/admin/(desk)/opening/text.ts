import type { RefusalOf, Words } from "@/lib/server/result";
import type { addDemoGoods } from "@/lib/shop/demo-goods/add-demo-goods";
import type { checkContract } from "@/lib/shop/first-steps/check-contract";
import type { openShop } from "@/lib/shop/first-steps/open-shop";
import type { StepId } from "@/lib/shop/first-steps/step";
import { MAX_NOTE_LENGTH, type Standing } from "@/lib/shop/opening/standing";
import { text as common } from "../../text";
import { text as firstSteps } from "../first-steps/text";

const nameSteps = (ids: readonly StepId[]) => ids.map((id) => `“${firstSteps.steps[id].title}”`).join("、");

export const text = {
  title: common.opening,
  standing: { preparing: "还没开业", open: "营业中", paused: "暂停营业" } satisfies Record<Standing, string>,
  standingHint: {
    preparing: firstSteps.hint,
    open: "顾客可以逛店、下单。",
    paused: "顾客可以逛店，不能下单。已经下的订单照常付款、发货和退款。",
  } satisfies Record<Standing, string>,
  demoHint: "演示店铺不用准备，一直是开着的；接入真实的支付宝后，要走完下面的步骤才会开业。",
  noteIs: "给顾客的话：",
  lead: "一步一步来，随时可以停下，填好的都会保存。",
  open: "开店",
  openHint: "开店后顾客就能看到店铺并下单。",
  opened: "已经开业",
  pause: "暂停营业",
  pauseHint: "例如放假、盘点。顾客看得到商品，不能下新订单；已经下的订单一切照常。",
  note: "给顾客的话（选填）",
  noteHint: "例如“春节放假，初八恢复发货”",
  noteTooLong: `最多 ${MAX_NOTE_LENGTH} 个字`,
  paused: "已暂停营业",
  resume: "恢复营业",
  resumed: "已恢复营业",
  moved: "营业状态刚刚变过，请看看现在的状态",
  preview: {
    title: "手机预览",
    qr: "店铺预览的二维码",
    scan: "用手机的相机或浏览器扫码，就能看到店铺现在的样子。二维码 7 天内有效，扫过的手机到时也看不到了；请不要把它发给顾客。",
    scanOpen: "用手机的相机或浏览器扫码，打开店铺。",
    loopback: (shopUrl: string) =>
      `店铺的地址是 ${shopUrl}，只有这台电脑自己能打开。要用手机看：让手机和电脑连同一个 Wi-Fi，把 SHOP_URL 设为电脑在局域网里的地址，重新启动后再来扫码。例如这样启动：`,
    loopbackExample: (port: string) => `SHOP_URL=http://192.168.1.10:${port} npm start`,
    loopbackAfter: "在这台电脑上也可以直接打开店铺。",
    look: "打开店铺",
    renew: "换一个新链接",
    renewHint: "发错了人？换一个，旧的链接和扫过的手机马上就看不到了。",
    renewed: "已换成新链接，旧的不能再用",
  },
  check: {
    title: "支付宝",
    hint: "用现在的配置问一次支付宝：密钥能不能签名、对方认不认、时间准不准、通知能不能送到。不会动钱，也不显示任何密钥。",
    run: "检查支付宝合约",
    again: "重新检查",
    good: "检查通过：支付宝认这份合约",
    bad: "检查没有通过，原因见下面",
    at: "检查于",
    outdated: "这是改配置之前的结果",
    marks: { ok: "正常", no: "要处理", note: "留意" },
    ofPrevious: "换下中的合约：",
    whatToDo: "怎么办：",
    refusals: {
      limited: ({ retryAfterS }) => `检查得太频繁，请 ${Math.ceil(retryAfterS / 60)} 分钟后再试`,
    } satisfies Words<RefusalOf<typeof checkContract>>,
  },
  demo: {
    title: "演示商品",
    hint: "几类带图片的样品，用来看看店铺摆满的样子。添加和移除都不碰您自己的商品；您改过名字或换过图片的，算您自己的。",
    none: "店里没有演示商品",
    some: (count: number) => `店里有 ${count} 件演示商品`,
    add: "添加演示商品",
    remove: "移除演示商品",
    added: (count: number) => (count > 0 ? `已添加 ${count} 件演示商品` : "演示商品都在了"),
    removed: (products: number, kept: number) =>
      products === 0 ? "已经没有演示商品了" : `已移除 ${products} 件${kept > 0 ? `，其中 ${kept} 件有人下过单，只下架保留` : ""}`,
    notHere: "店铺已经开业收款，不能再添加演示商品",
    refusals: { in_use: "店铺已经开业收款，不能再添加演示商品" } satisfies Words<RefusalOf<typeof addDemoGoods>>,
  },
  refusals: {
    moved: "营业状态刚刚变过，请看看现在的状态",
    not_ready: ({ steps: ids }) => `还不能开业，请先完成：${nameSteps(ids)}`,
  } satisfies Words<RefusalOf<typeof openShop>>,
};
