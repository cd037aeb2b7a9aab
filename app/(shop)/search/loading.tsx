import { Loading, Skeleton } from "@/components/skeleton";
import { catalogText as text } from "../catalog-text";
import { TileSkeletons } from "../product-skeletons";

export default function SearchLoading() {
  return (
    <main data-skeleton="">
      <Loading label={text.loading} />
      <div className="bg-card py-2 pr-4 pl-12">
        <Skeleton className="h-12 rounded-full" />
      </div>
      <div className="px-4">
        <Skeleton className="my-3 h-5 w-28" />
        <TileSkeletons />
      </div>
    </main>
  );
}
