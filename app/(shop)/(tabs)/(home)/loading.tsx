import { Loading, Skeleton } from "@/components/skeleton";
import { catalogText as text } from "../../catalog-text";
import { TileSkeletons } from "../../product-skeletons";

export default function HomeLoading() {
  return (
    <main data-skeleton="" className="px-4 pt-5">
      <Loading label={text.loading} />
      <Skeleton className="mb-4 h-9 w-40" />
      <Skeleton className="mb-6 h-12 rounded-full" />
      <Skeleton className="mb-6 h-20" />
      <TileSkeletons />
    </main>
  );
}
