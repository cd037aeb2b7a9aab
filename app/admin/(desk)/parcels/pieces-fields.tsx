import { FormField } from "../../form/form-field";
import { Fold } from "../../parts/fold";
import { piecesField } from "./parcel-input";
import { text } from "./text";

type LeftLine = { id: bigint; title: string; variantName: string; left: number };

/** How many of each line are in this parcel: all that are left, unless somebody says less. Absent where there is nothing to part. */
export function PiecesFields({ lines }: { lines: readonly LeftLine[] }) {
  const left = lines.filter((line) => line.left > 0);
  if (left.reduce((sum, line) => sum + line.left, 0) < 2) return null;
  return (
    <Fold name={text.pieces}>
      <p className="mb-3 text-ink-2 text-sm">{text.piecesHint}</p>
      <div className="flex flex-col gap-3">
        {left.map((line) => (
          <FormField
            key={String(line.id)}
            label={[line.title, line.variantName].filter(Boolean).join(" ")}
            hint={text.ofLeft(line.left)}
            name={piecesField(line.id)}
            inputMode="numeric"
            maxLength={4}
            autoComplete="off"
            defaultValue={String(line.left)}
          />
        ))}
      </div>
    </Fold>
  );
}
