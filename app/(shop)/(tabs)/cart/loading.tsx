import { Loading, Skeleton } from "@/components/skeleton";
import { RowSkeletons } from "../../product-skeletons";
import { cartText as text } from "./text";

export default function CartLoading() {
  return (
    <main data-skeleton="">
      <Loading label={text.loading} />
      <div className="h-13 bg-card">
        <Skeleton className="mx-auto h-6 w-20 [transform:translateY(0.875rem)]" />
      </div>
      <div className="p-4">
        <RowSkeletons />
      </div>
    </main>
  );
}
