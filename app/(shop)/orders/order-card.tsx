import { buttonClass } from "@/components/button";
import { Link } from "@/components/link";
import { MARK, OwnersWords } from "@/components/owners-words";
import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { ownersLang } from "@/lib/language/language";
import { forScripts } from "@/lib/language/words";
import type { OrderPhase, OrderView } from "@/lib/shop/orders/order";
import { formatCardTime } from "../../format-time";
import type { BrowserKind } from "./browser-kind";
import { BuyAgain } from "./buy-again";
import { changeText } from "./change-text";
import { MAY_BUY_AGAIN } from "./may-buy-again";
import { orderHref } from "./order-href";
import { PayForm } from "./pay-form";
import { ReceiveForm } from "./receive-form";
import { againWords, payWords } from "./script-text";
import { ordersText } from "./text";

const text = ordersText.list;

const TONES: Partial<Record<OrderPhase, string>> = {
  to_pay: "text-brand",
  confirming: "text-alipay",
  closing: "text-alipay",
  paid: "text-ok",
  shipped: "text-ok",
  closed_paid: "text-amber",
};

/** One order in 我的订单; an unpaid one can be paid from here. */
export function OrderCard({ order, browser }: { order: OrderView; browser: BrowserKind }) {
  const { lines, phase } = order;
  const pieces = lines.reduce((sum, line) => sum + line.quantity, 0);
  // No address stands here to agree to.
  const isSentElsewhere = order.changes.some(({ moves, state }) => moves && state === "applied");
  return (
    <article className="rounded-card bg-card p-4">
      <Link href={orderHref(order.no)} className="block">
        <header className="flex items-baseline justify-between gap-3 text-sm">
          <time dateTime={order.createdAt.toISOString()} className="shrink-0 text-ink-2 tabular-nums">
            {formatCardTime(order.createdAt)}
          </time>
          {/* Two words, each whole: where both do not fit beside the time, the second stands below the first. */}
          <span className={`flex flex-wrap justify-end gap-x-1.5 font-semibold ${TONES[phase] ?? "text-ink-2"}`}>
            <span className="whitespace-nowrap">{ordersText.phases[phase]}</span>{" "}
            {order.refundMark && phase !== "refunded" && (
              <span className="whitespace-nowrap text-amber">{ordersText.refund.marks[order.refundMark]}</span>
            )}
          </span>
        </header>
        <div className="mt-3 flex gap-2">
          {lines.slice(0, 4).map((line) => (
            <ProductImage key={`${line.productSlug} ${line.variantName}`} name={line.image} alt="" className="size-16 rounded-xl" />
          ))}
          {lines.length === 1 && (
            <p lang={ownersLang()} className="ml-1 min-w-0 flex-1 font-medium">
              {lines[0]?.title}
            </p>
          )}
        </div>
        <div className="mt-2 flex items-end justify-end gap-3">
          {lines.length > 1 && (
            <p className="line-clamp-1 flex-1 text-sm">
              <OwnersWords sentence={text.goods(MARK, lines.length)} words={lines[0]?.title ?? ""} lang={ownersLang()} />
            </p>
          )}
          <p className="flex shrink-0 items-baseline gap-2 text-ink-2 text-sm">
            {text.count(pieces)} <Price fen={order.totalFen} size="sm" className="text-ink!" />
          </p>
        </div>
      </Link>
      {phase === "shipped" && order.unsentPieces === 0 && (
        <div className="mt-3 flex flex-wrap justify-end gap-3">
          <ReceiveForm no={order.no} words={forScripts(ordersText.receive)} />
        </div>
      )}
      {MAY_BUY_AGAIN.includes(phase) && (
        <div className="mt-3 flex justify-end">
          <BuyAgain words={forScripts(againWords)} no={order.no} kind="outline" />
        </div>
      )}
      {phase === "to_pay" && order.isChanging && <p className="mt-3 text-amber text-sm">{changeText.notYet}</p>}
      {phase === "to_pay" && !order.isChanging && (
        <div className="mt-3 flex flex-wrap justify-end gap-3">
          {browser === "phone" && !isSentElsewhere ? (
            <PayForm
              words={forScripts(payWords)}
              no={order.no}
              totalFen={order.totalFen}
              label={ordersText.pay.short}
              noticeClassName="mt-2"
            />
          ) : (
            <Link href={orderHref(order.no, { pay: "1" })} className={buttonClass("pay")}>
              {ordersText.pay.short}
            </Link>
          )}
        </div>
      )}
    </article>
  );
}
