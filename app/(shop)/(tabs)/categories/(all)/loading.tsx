import { Loading, Skeleton } from "@/components/skeleton";
import { catalogText as text } from "../../../catalog-text";
import { RowSkeletons } from "../../../product-skeletons";

export default function CategoriesLoading() {
  return (
    <main data-skeleton="" className="flex grow flex-col">
      <Loading label={text.loading} />
      <div className="bg-card px-4 py-2">
        <Skeleton className="h-12 rounded-full" />
      </div>
      <div className="grid grid-cols-[6rem_1fr]">
        <Skeleton className="h-65 rounded-none" />
        <div className="p-3">
          <Skeleton className="mb-3 h-6 w-16" />
          <RowSkeletons />
        </div>
      </div>
    </main>
  );
}
