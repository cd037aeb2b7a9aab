import { Skeleton } from "@/components/skeleton";

const PLACES = [1, 2, 3, 4, 5, 6];

export function RowSkeletons() {
  return (
    <div className="grid gap-3">
      {PLACES.map((place) => (
        <Skeleton key={place} className="h-29 rounded-card" />
      ))}
    </div>
  );
}
