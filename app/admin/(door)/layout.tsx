import { currentProfile } from "@/app/current-profile";
import { DemoRibbon } from "@/components/demo-ribbon";
import { Icon } from "@/components/icon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { nameOf } from "@/lib/shop/profile/profile";
import { FreshDocument } from "../parts/fresh-document";
import { text } from "../text";

/** The frame of login and setup; of the shop's data it shows no more than the name. */
export default async function DoorLayout({ children }: { children: React.ReactNode }) {
  return (
    <div className="min-h-dvh">
      <FreshDocument />
      {getShop().config.demo && (
        <header>
          <DemoRibbon />
        </header>
      )}
      <main className="mx-auto flex max-w-sm flex-col px-5 py-12 md:py-24">
        <p className="mb-6 flex items-center gap-2 font-semibold text-brand text-lg">
          <Icon name="store" className="size-7" />
          {text.backOffice(nameOf(await currentProfile()))}
        </p>
        {children}
      </main>
    </div>
  );
}
