import type { Metadata } from "next";
import { currentProfile } from "@/app/current-profile";
import { PageHeader } from "@/components/page-header";
import { pictureUrl, WHOLE_SIZE } from "@/lib/shop/pictures/picture";
import { hasLicence } from "@/lib/shop/profile/profile";
import { aboutText as text } from "../about-text";
import { LicenceFacts } from "../licence-facts";
import { ShopFooter } from "../shop-footer";

export function generateMetadata(): Metadata {
  return { title: text.licence };
}

/** 营业执照: its facts as text, and its picture. Linked from below every page (电子商务法第十五条). */
export default async function LicencePage() {
  const profile = await currentProfile();
  const { licencePicture: picture } = profile;
  return (
    <main className="pb-4">
      <PageHeader title={text.licence} back="/about" />
      <div className="mx-4 mt-4 rounded-card bg-card p-4">
        {hasLicence(profile) ? <LicenceFacts profile={profile} /> : <p className="text-ink-3 text-sm">{text.noLicence}</p>}
        {picture && (
          <a href={pictureUrl(picture, WHOLE_SIZE)} className="mt-3 block">
            {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
            <img
              src={pictureUrl(picture, 720)}
              srcSet={`${pictureUrl(picture, 720)} 720w, ${pictureUrl(picture, WHOLE_SIZE)} ${WHOLE_SIZE}w`}
              sizes="(min-width: 30rem) 26rem, 90vw"
              alt={text.licencePicture}
              className="h-auto w-full rounded-xl"
            />
          </a>
        )}
      </div>
      <ShopFooter profile={profile} here="/licence" />
    </main>
  );
}
