import type { Line } from './lines.ts';

/**
 * Furniture is what a site puts around its articles: menus, share prompts, lists of other headlines, notices. It is told by
 * structure first (short lines that are no sentences, among prose) and by known forms second.
 */

/** A line that ends the article: what follows belongs to other articles until prose runs on again. */
const MARKER =
  /^\W*(?:read (?:also|more|next)|also read|see also|related(?: (?:articles?|stories|news|topics|content|posts))?|recommended(?: for you| stories)?|trending(?: now)?|most (?:read|popular|viewed)|more (?:from|on|stories|news|in)\b.{0,40}|you (?:may|might) (?:also )?like.{0,30}|what to read next|latest (?:news|stories|headlines)|top stories|don'?t miss|up next|continue reading|popular|in other news|editors?'? picks?|mehr zum thema|lesen sie (?:auch|mehr)|das k(?:ö|oe)nnte sie (?:auch )?interessieren.{0,20}|auch interessant|meistgelesen|weitere (?:artikel|meldungen|themen)|(?:à|a) lire (?:aussi|également)|lire aussi|sur le m(?:ê|e)me (?:sujet|th(?:è|e)me)|les plus lus|lea tambi(?:é|e)n|lee tambi(?:é|e)n|le puede interesar|m(?:á|a)s (?:noticias|le(?:í|i)das?|informaci(?:ó|o)n)|noticias relacionadas|te puede interesar|leggi anche|potrebbe interessarti|articoli correlati|i pi(?:ù|u) letti|leia (?:tamb(?:é|e)m|mais)|veja (?:tamb(?:é|e)m|mais)|mais lidas|not(?:í|i)cias relacionadas|читайте также|по теме|другие новости|популярное|самое читаемое|اقرأ أيضا.?|مواضيع ذات صلة|الأكثر قراءة|関連記事|関連ニュース|あわせて読みたい|おすすめ(?:記事)?|アクセスランキング|相关(?:阅读|新闻|文章|报道)|延伸阅读|推荐阅读|热门(?:新闻|文章)|관련 ?기사|관련 ?뉴스|많이 본 (?:뉴스|기사)|인기 ?기사)\W*$/iu;

/** A whole line, prose or not, that is never the article's. */
const NOTICE =
  /^\W*(?:read (?:also|more|next)\b|also read\b|see also\b|related:|lesen sie (?:auch|mehr)\b|mehr zum thema\b|lire aussi|(?:à|a) lire aussi|lea tambi(?:é|e)n|lee tambi(?:é|e)n|leggi anche|leia (?:tamb(?:é|e)m|mais)|читайте также|関連記事|相关阅读|관련 ?기사)|©|\(c\) ?(?:19|20)\d\d|copyright\b|\ball rights reserved\b|alle rechte vorbehalten|tous droits r(?:é|e)serv(?:é|e)s|(?:todos los|reservados todos los) derechos|tutti i diritti riservati|todos os direitos reservados|все права защищены|جميع الحقوق محفوظة|無断転載|版权所有|무단 ?전재|\b(?:sign|signing) up (?:for|to)\b.{0,60}\b(?:newsletter|emails?|alerts|briefing|updates)\b|\bsubscribe (?:to|now|today|for)\b|\bour (?:free )?(?:daily |weekly |morning )?newsletter\b|\bnewsletter (?:abonnieren|bestellen)|\babonnieren sie\b|\babonnez-vous\b|\bsuscr(?:í|i)base\b|\biscriviti\b.{0,40}newsletter|\bassine (?:a|nossa)\b|подпи(?:шитесь|сывайтесь)|اشترك في|ニュースレター|订阅|구독하|\bcookies?\b.{0,60}\b(?:consent|policy|settings|use|accept|experience)\b|\bprivacy policy\b|\bterms of (?:use|service)\b|\bfollow us on\b|\bjoin (?:us on|our) (?:whatsapp|telegram|facebook|channel|community|group)|\bdownload (?:our|the) app\b|\bclick here to\b|\bshare (?:this|the) (?:story|article|news|post|page)\b|\bshare (?:this|the|your).{0,60}\b(?:network|friends|experiences|feedback)\b|\bsupport (?:our|independent) journalism\b|\bdisclaimer\b|\bthis (?:story|article|report) (?:has (?:not )?been|was|is) (?:edited|published|auto-?generated|created|produced|generated|syndicated|first published)\b|\bthe views expressed\b|\b(?:get|have) (?:the latest|breaking) news\b|\bdiesen artikel teilen\b|\bartikel teilen\b|\bpartager (?:cet|l['’])\s?article\b|\bcompartir (?:en|este)\b|\bcondividi (?:su|questo)\b|\bcompartilhe\b|\bподелиться\b|\bthis website (?:offers|uses|is)\b|\badvertisement\b|\bcontinue reading below\b|\balready a (?:subscriber|member)\b|\bto continue reading\b|\bour editorial team\b|\bbecome a (?:member|subscriber)\b|\bthank you for (?:sharing|reading|your feedback)\b|\b(?:reporting|writing|additional reporting|editing|compiled) by [\p{Lu}]/iu;

const PROSE_WORDS = 9;
const LONG_WORDS = 25;

const isProse = (line: Line): boolean => line.words >= LONG_WORDS || (line.words >= PROSE_WORDS && line.closed);

/**
 * Which lines are furniture, one flag a line. A text that is hardly prose at all (a table, a list, a poem) keeps its lines:
 * only known forms leave it.
 */
export const findFurniture = (text: string, lines: Line[]): boolean[] => {
  const flags = lines.map((line) => isNotice(text, line));
  const kept = lines.filter((_, i) => !flags[i]);
  const total = kept.reduce((sum, line) => sum + line.words, 0);
  const prose = kept.filter(isProse).reduce((sum, line) => sum + line.words, 0);
  if (prose < total / 2) return flags;
  dropListsAndMenus(lines, flags);
  dropAfterMarkers(text, lines, flags);
  return flags;
};

/** Notices are told in short lines, and in prose of up to a paragraph. */
const NOTICE_WORDS = 90;
const isNotice = (text: string, line: Line): boolean =>
  line.words <= NOTICE_WORDS && NOTICE.test(text.slice(line.start, line.end));

const dropListsAndMenus = (lines: Line[], flags: boolean[]): void => {
  lines.forEach((line, i) => {
    if (isProse(line)) return;
    // A short spoken sentence between paragraphs is the article's.
    const spoken = line.closed && line.words >= 3 && isProse(lines[i - 1] ?? line) && isProse(lines[i + 1] ?? line);
    if (!spoken) flags[i] = true;
  });
};

const dropAfterMarkers = (text: string, lines: Line[], flags: boolean[]): void => {
  let after = false;
  lines.forEach((line, i) => {
    if (MARKER.test(text.slice(line.start, line.end)) && line.words <= 8) after = true;
    // Teasers alternate headline and sentence; the article goes on where two paragraphs follow each other.
    else if (after && isProse(line) && lines[i + 1] !== undefined && isProse(lines[i + 1] as Line)) after = false;
    if (after) flags[i] = true;
  });
};
