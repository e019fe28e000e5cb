/**
 * Names in Chinese characters: one syllable a character, the surname first; and the Japanese reading
 * where the surname is a common Japanese one. It must never read a character as Korean.
 */
import anyAscii from 'any-ascii';

/** Surnames of two characters. */
const COMPOUND = new Set(
  '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 宇文 长孙 長孫 东方 東方 独孤 獨孤 端木 申屠 南宫 南宮'.split(
    ' ',
  ),
);

/** Characters that are read otherwise when they are a surname. */
const SURNAME_READING: Readonly<Record<string, string>> = {
  单: 'SHAN',
  單: 'SHAN',
  曾: 'ZENG',
  解: 'XIE',
  仇: 'QIU',
  区: 'OU',
  查: 'ZHA',
  任: 'REN',
  盖: 'GE',
  乐: 'YUE',
  翟: 'ZHAI',
  尉: 'WEI',
  朴: 'PIAO',
  吕: 'LYU',
  呂: 'LYU',
};

const JAPANESE_SURNAMES =
  '佐藤 SATO 鈴木 SUZUKI 高橋 TAKAHASHI 田中 TANAKA 伊藤 ITO 渡辺 WATANABE 渡邊 WATANABE 山本 YAMAMOTO 中村 NAKAMURA ' +
  '小林 KOBAYASHI 加藤 KATO 吉田 YOSHIDA 山田 YAMADA 佐々木 SASAKI 山口 YAMAGUCHI 松本 MATSUMOTO 井上 INOUE 木村 KIMURA ' +
  '斎藤 SAITO 斉藤 SAITO 清水 SHIMIZU 山崎 YAMAZAKI 池田 IKEDA 橋本 HASHIMOTO 阿部 ABE 安倍 ABE 石川 ISHIKAWA 山下 YAMASHITA ' +
  '中島 NAKAJIMA 石井 ISHII 小川 OGAWA 前田 MAEDA 岡田 OKADA 長谷川 HASEGAWA 藤田 FUJITA 後藤 GOTO 近藤 KONDO 村上 MURAKAMI ' +
  '遠藤 ENDO 青木 AOKI 坂本 SAKAMOTO 福田 FUKUDA 太田 OTA 西村 NISHIMURA 藤井 FUJII 岡本 OKAMOTO 金子 KANEKO 藤原 FUJIWARA ' +
  '三浦 MIURA 中野 NAKANO 中川 NAKAGAWA 原田 HARADA 松田 MATSUDA 竹内 TAKEUCHI 小野 ONO 田村 TAMURA 中山 NAKAYAMA 和田 WADA ' +
  '石田 ISHIDA 森田 MORITA 上田 UEDA 内田 UCHIDA 柴田 SHIBATA 酒井 SAKAI 宮崎 MIYAZAKI 横山 YOKOYAMA 高木 TAKAGI 安藤 ANDO ' +
  '宮本 MIYAMOTO 大野 ONO 小島 KOJIMA 工藤 KUDO 谷口 TANIGUCHI 今井 IMAI 高田 TAKADA 増田 MASUDA 丸山 MARUYAMA 杉山 SUGIYAMA ' +
  '村田 MURATA 大塚 OTSUKA 新井 ARAI 小山 KOYAMA 平野 HIRANO 藤本 FUJIMOTO 河野 KONO 上野 UENO 野口 NOGUCHI 武田 TAKEDA ' +
  '松井 MATSUI 千葉 CHIBA 菅原 SUGAWARA 岩崎 IWASAKI 久保 KUBO 木下 KINOSHITA 佐野 SANO 野村 NOMURA 松尾 MATSUO 菊地 KIKUCHI ' +
  '杉本 SUGIMOTO 市川 ICHIKAWA 古川 FURUKAWA 大西 ONISHI 島田 SHIMADA 水野 MIZUNO 桜井 SAKURAI 高野 TAKANO 吉川 YOSHIKAWA ' +
  '西田 NISHIDA 菊池 KIKUCHI 西川 NISHIKAWA 五十嵐 IGARASHI 北村 KITAMURA 安田 YASUDA 中田 NAKATA 川口 KAWAGUCHI 平田 HIRATA';

const JAPANESE_GIVEN =
  '太郎 TARO 一郎 ICHIRO 次郎 JIRO 二郎 JIRO 三郎 SABURO 健一 KENICHI 健太 KENTA 健 KEN 誠 MAKOTO 隆 TAKASHI 茂 SHIGERU ' +
  '浩 HIROSHI 博 HIROSHI 弘 HIROSHI 清 KIYOSHI 進 SUSUMU 勝 MASARU 実 MINORU 明 AKIRA 昭 AKIRA 豊 YUTAKA 剛 TSUYOSHI 大輔 DAISUKE ' +
  '翔太 SHOTA 拓也 TAKUYA 直樹 NAOKI 和也 KAZUYA 達也 TATSUYA 哲也 TETSUYA 英樹 HIDEKI 正 TADASHI 修 OSAMU 学 MANABU 晋三 SHINZO ' +
  '花子 HANAKO 恵子 KEIKO 幸子 SACHIKO 和子 KAZUKO 洋子 YOKO 京子 KYOKO 裕子 YUKO 優子 YUKO 智子 TOMOKO 直子 NAOKO 真由美 MAYUMI ' +
  '久美子 KUMIKO 由美子 YUMIKO 明美 AKEMI 美咲 MISAKI 陽子 YOKO 愛 AI 舞 MAI 恵 MEGUMI 桜 SAKURA 美穂 MIHO 順子 JUNKO';

function table(pairs: string): ReadonlyMap<string, string> {
  const words = pairs.split(' ');
  const entries = new Map<string, string>();
  for (let i = 0; i + 1 < words.length; i += 2) entries.set(words[i] ?? '', words[i + 1] ?? '');
  return entries;
}

const surnames = table(JAPANESE_SURNAMES);
const givenNames = table(JAPANESE_GIVEN);

/** The Mandarin syllables of a text, joined. */
export function pinyin(text: string): string {
  return anyAscii(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

export function pinyinSurname(text: string): string {
  return SURNAME_READING[text] ?? pinyin(text);
}

/** How many characters of an undivided name are the surname. */
export function hanSurnameLength(text: string): number {
  return text.length > 2 && COMPOUND.has(text.slice(0, 2)) ? 2 : 1;
}

/** Surname and given name of an undivided name in Japanese, or `null` where it is not known as one. */
export function japaneseReading(text: string): { family: string; given: string } | null {
  for (const length of [3, 2]) {
    const family = surnames.get(text.slice(0, length));
    if (family === undefined) continue;
    const given = text.slice(length);
    return { family, given: given === '' ? '' : (givenNames.get(given) ?? pinyin(given)) };
  }
  return null;
}

/** One part of a divided name in Japanese. */
export function japanesePart(text: string, family: boolean): string | null {
  return (family ? surnames : givenNames).get(text) ?? null;
}
