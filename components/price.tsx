import { formatFen, splitFen } from "@/lib/shop/money";

const SIZES = {
  sm: "text-sm [&_b]:text-base",
  md: "text-xs [&_b]:text-xl",
  lg: "text-base [&_b]:text-3xl",
};

/** ¥19.80 as Chinese shops set it: small sign, large yuan, small cents; always two decimals. */
export function Price({ fen, size = "md", className = "" }: { fen: number; size?: keyof typeof SIZES; className?: string }) {
  const { sign, yuan, cents } = splitFen(fen);
  return (
    <span className={`font-semibold text-price tabular-nums ${SIZES[size]} ${className}`}>
      <span aria-hidden="true">
        {sign}¥<b className="font-bold">{yuan}</b>.{cents}
      </span>
      <span className="sr-only">{formatFen(fen)}</span>
    </span>
  );
}
