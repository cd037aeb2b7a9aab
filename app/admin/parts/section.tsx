import type { ReactNode } from "react";

type SectionProps = { title: string; id?: string; aside?: ReactNode; children: ReactNode; className?: string; tone?: "plain" | "loud" };

/** A card with a heading. `loud` is for what a person must see. */
export function Section({ title, id, aside, children, className = "", tone = "plain" }: SectionProps) {
  const look = tone === "loud" ? "border-brand bg-brand-soft" : "border-line bg-card";
  return (
    <section id={id} className={`rounded-card border p-4 md:p-5 ${look} ${className}`}>
      <div className="mb-3 flex min-h-8 items-center justify-between gap-3">
        <h2 className={`font-semibold text-base ${tone === "loud" ? "text-brand-deep" : ""}`}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
