import { formatFen } from "@/lib/shop/money";

type ListPriceProps = {
  fen: number;
  /** What it is: 划线价, 建议零售价, 原价. */
  label: string;
  /** Among many goods a mere reference price is struck through without its name, which stays for who cannot see that. */
  isNamed?: boolean;
  className?: string;
};

/** A price that is struck through. */
export function ListPrice({ fen, label, isNamed = true, className = "text-xs" }: ListPriceProps) {
  return (
    <span className={`text-ink-3 tabular-nums ${className}`}>
      <span className={isNamed ? "" : "sr-only"}>{label} </span>
      <del>{formatFen(fen)}</del>
    </span>
  );
}
