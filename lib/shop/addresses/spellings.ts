/** How people write the names of areas. Pure. */

/** Peoples after which autonomous areas are named, longest first, so that one name is not taken for the end of another. */
const PEOPLES = [
  ...["柯尔克孜", "达斡尔族", "鄂温克族"],
  ...["哈萨克", "塔吉克", "布依族", "土家族", "朝鲜族", "哈尼族", "景颇族", "傈僳族", "蒙古族", "哈萨克族", "纳西族", "拉祜族", "布朗族"],
  ...["独龙族", "普米族", "裕固族", "保安族", "东乡族", "撒拉族", "仡佬族", "仫佬族", "毛南族"],
  ...["蒙古", "锡伯", "各族", "藏族", "羌族", "彝族", "回族", "苗族", "侗族", "壮族", "白族", "傣族", "满族", "畲族", "瑶族", "黎族"],
  ...["水族", "佤族", "怒族", "土族"],
].sort((left, right) => right.length - left.length);

const KIND = /(特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|地区|省|市|区|县|盟)$/;
const AUTONOMOUS = /自治([州县旗])$/;

/**
 * The name itself first, then how else it is written: without the word for its kind, where two or more characters remain (浙江,
 * 西湖), and an autonomous one without the peoples that live there (恩施州, 恩施).
 */
export function spellings(name: string): string[] {
  const kind = AUTONOMOUS.exec(name);
  if (kind) return [name, ...autonomousSpellings(name.slice(0, kind.index), kind[1] ?? "")];
  const short = name.replace(KIND, "");
  return short !== name && short.length >= 2 ? [name, short] : [name];
}

function autonomousSpellings(named: string, kind: string): string[] {
  let place = named;
  for (let people = endOf(place); people; people = endOf(place)) place = place.slice(0, -people.length);
  if (place.length < 2 || place === named) return [];
  return kind === "州" ? [place + kind, place] : [place + kind];
}

function endOf(place: string): string | undefined {
  return PEOPLES.find((people) => place.endsWith(people));
}
