import type { Metadata } from "next";
import type { ReactNode } from "react";
import { currentProfile } from "@/app/current-profile";
import { CopyButton } from "@/components/copy-button";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { ownersLang } from "@/lib/language/language";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { hasLicence, nameOf, type ShopProfile } from "@/lib/shop/profile/profile";
import { aboutText as text } from "../about-text";
import { Fact, LicenceFacts } from "../licence-facts";
import { ShopFooter } from "../shop-footer";
import { ShopLogo } from "../shop-logo";

export function generateMetadata(): Metadata {
  return { title: text.title };
}

export default async function AboutPage() {
  const profile = await currentProfile();
  const { dispatchPolicy, returnPolicy, privacyPolicy, tagline } = profile;
  return (
    <main className="pb-4">
      <PageHeader title={text.title} parent="/" />
      <div className="flex flex-col gap-3 px-4 pt-4">
        <header className="rounded-card bg-card px-4 py-5 text-center">
          {profile.logo && <ShopLogo name={profile.logo} className="mx-auto mb-3 size-20 rounded-2xl" />}
          <p lang={ownersLang()} className="font-bold font-brand text-2xl text-brand tracking-wide">
            {nameOf(profile)}
          </p>
          {tagline && (
            <p lang={ownersLang()} className="mt-1 text-ink-2 text-sm">
              {tagline}
            </p>
          )}
        </header>
        <Contact profile={profile} />
        {dispatchPolicy && <Policy id="dispatch" title={text.dispatch} words={dispatchPolicy} />}
        {returnPolicy && <Policy id="returns" title={text.returns} words={returnPolicy} />}
        <Policy id="payment" title={text.payment} words={text.paymentText} isOurs />
        {privacyPolicy && <Policy id="privacy" title={text.privacy} words={privacyPolicy} />}
        <Policy id="updates" title={text.updates} words={text.updatesText} isOurs />
        <Licence profile={profile} />
      </div>
      <ShopFooter profile={profile} here="/about" />
    </main>
  );
}

function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="rounded-card bg-card p-4">
      <h2 id={`${id}-title`} className="font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** `isOurs`: not the owner's own words. */
function Policy({ id, title, words, isOurs = false }: { id: string; title: string; words: string; isOurs?: boolean }) {
  return (
    <Card id={id} title={title}>
      <p lang={isOurs ? undefined : ownersLang()} className="mt-2 whitespace-pre-line text-pretty text-[0.9375rem] text-ink-2 leading-7">
        {words}
      </p>
    </Card>
  );
}

function Contact({ profile: { phone, wechat, wechatPicture, businessHours, returnAddress } }: { profile: ShopProfile }) {
  const isReachable = phone !== "" || wechat !== "" || wechatPicture !== "";
  return (
    <Card id="contact" title={text.contact}>
      {!isReachable && <p className="mt-2 text-ink-3 text-sm">{text.noContact}</p>}
      <dl className="mt-1 divide-y divide-line">
        {phone && (
          <Fact name={text.phone}>
            <a href={`tel:${phone.replace(/[^\d+]/g, "")}`} className="inline-flex min-h-11 items-center text-alipay">
              {phone}
            </a>
          </Fact>
        )}
        {wechat && (
          <Fact name={text.wechat}>
            <span className="select-all">{wechat}</span>
            <CopyButton value={wechat} className="-mr-3 text-alipay" />
          </Fact>
        )}
        {wechatPicture && (
          <div className="py-3 text-center">
            <dt className="text-ink-2 text-sm">{text.wechatPicture}</dt>
            <dd>
              {/* biome-ignore lint/performance/noImgElement: the sizes are made beforehand. */}
              <img
                src={pictureUrl(wechatPicture, 720)}
                alt={text.wechatPicture}
                width={240}
                height={240}
                loading="lazy"
                className="mx-auto mt-2 size-60 object-contain"
              />
              <span className="mt-1 block text-ink-3 text-xs">{text.wechatHint}</span>
            </dd>
          </div>
        )}
        {businessHours && (
          <Fact name={text.hours}>
            <span lang={ownersLang()}>{businessHours}</span>
          </Fact>
        )}
        {returnAddress && (
          <Fact name={text.returnAddress}>
            <span lang={ownersLang()}>{returnAddress}</span>
          </Fact>
        )}
      </dl>
    </Card>
  );
}

/** 电子商务法第十五条: the licence's facts, or why none is needed; its picture has a page of its own. */
function Licence({ profile }: { profile: ShopProfile }) {
  if (!hasLicence(profile)) return null;
  return (
    <Card id="licence" title={text.licence}>
      <LicenceFacts profile={profile} />
      {profile.licencePicture && (
        <Link href="/licence" className="inline-flex min-h-11 items-center text-alipay">
          {text.seeLicence}
        </Link>
      )}
    </Card>
  );
}
