import { LanguageSwitch } from "@/components/language-switch";
import { Link } from "@/components/link";
import { ownersLang } from "@/lib/language/language";
import { hasLicence, policeRecordUrl, type ShopProfile } from "@/lib/shop/profile/profile";
import { aboutText as text } from "./about-text";

const ICP_REGISTER = "https://beian.miit.gov.cn/";
const link = "inline-flex min-h-11 items-center px-1";

type ShopFooterProps = {
  profile: ShopProfile;
  /** The page that it stands on, to which it does not lead. */
  here?: "/about" | "/licence";
};

/** Whose shop this is, its rules, and its filings with their registers (互联网信息服务管理办法第十二条; 电子商务法第十五条). */
export function ShopFooter({ profile, here }: ShopFooterProps) {
  const { dispatchPolicy, returnPolicy, privacyPolicy, icpNumber, policeNumber } = profile;
  const policeUrl = policeRecordUrl(policeNumber);
  const places = [
    { href: "/about", name: text.title, isThere: here !== "/about" },
    { href: "/about#dispatch", name: text.dispatch, isThere: dispatchPolicy !== "" },
    { href: "/about#returns", name: text.returns, isThere: returnPolicy !== "" },
    { href: "/about#privacy", name: text.privacy, isThere: privacyPolicy !== "" },
    { href: "/licence", name: text.licence, isThere: hasLicence(profile) && here !== "/licence" },
  ] as const;
  return (
    <footer className="pt-5 pb-4 text-center text-ink-3 text-xs">
      <nav aria-label={text.footer}>
        <ul className="flex flex-wrap justify-center gap-x-1.5">
          {places.map(({ href, name, isThere }) =>
            isThere ? (
              <li key={name}>
                <Link href={href} className={link}>
                  {name}
                </Link>
              </li>
            ) : null,
          )}
        </ul>
      </nav>
      <LanguageSwitch />
      {icpNumber && (
        <p>
          <a href={ICP_REGISTER} rel="noreferrer" className={link}>
            <span lang={ownersLang()}>{icpNumber}</span>
          </a>
        </p>
      )}
      {policeUrl && (
        <p>
          <a href={policeUrl} rel="noreferrer" className={link}>
            <span lang={ownersLang()}>{policeNumber}</span>
          </a>
        </p>
      )}
    </footer>
  );
}
