import { Loading, Skeleton } from "@/components/skeleton";
import { catalogText } from "../../catalog-text";

export default function ProductLoading() {
  return (
    <main data-skeleton="">
      <Loading label={catalogText.loading} />
      <Skeleton className="aspect-square rounded-none" />
      <div className="grid gap-3 bg-card p-4">
        <Skeleton className="h-9 w-32" />
        <Skeleton className="h-6 w-48" />
        <Skeleton className="h-5 w-64" />
      </div>
    </main>
  );
}
