import { createBeginnings, isWordStart } from './beginnings.ts';
import { tellingTerms, tiesIn } from './cohesion.ts';
import { type Line, LONG_WORDS } from './lines.ts';

/**
 * Furniture is what a site puts around its articles: menus, share prompts, lists of other headlines, notices. It is told by
 * structure first (short lines that are no sentences, among prose) and by known forms second.
 */

/** A line that ends the article: what follows belongs to other articles until prose runs on again. */
const MARKER =
  /^[^\p{L}\p{N}]*(?:read (?:also|more|next)|also read|see also|related(?: (?:articles?|stories|news|topics|content|posts))?|recommended(?: for you| stories)?|trending(?: now)?|most (?:read|popular|viewed)|more (?:from|on|stories|news|in)\b.{0,40}|you (?:may|might) (?:also )?like.{0,30}|what to read next|latest (?:news|stories|headlines)|top stories|don'?t miss|up next|continue reading|popular|in other news|editors?'? picks?|mehr zum thema|lesen sie (?:auch|mehr)|das k(?:ö|oe)nnte sie (?:auch )?interessieren.{0,20}|auch interessant|meistgelesen|weitere (?:artikel|meldungen|themen)|(?:à|a) lire (?:aussi|également)|lire aussi|sur le m(?:ê|e)me (?:sujet|th(?:è|e)me)|les plus lus|lea tambi(?:é|e)n|lee tambi(?:é|e)n|le puede interesar|m(?:á|a)s (?:noticias|le(?:í|i)das?|informaci(?:ó|o)n)|noticias relacionadas|te puede interesar|leggi anche|potrebbe interessarti|articoli correlati|i pi(?:ù|u) letti|leia (?:tamb(?:é|e)m|mais)|veja (?:tamb(?:é|e)m|mais)|mais lidas|not(?:í|i)cias relacionadas|читайте также|по теме|другие новости|популярное|самое читаемое|اقرأ أيضا.?|مواضيع ذات صلة|الأكثر قراءة|関連記事|関連ニュース|あわせて読みたい|おすすめ(?:記事)?|アクセスランキング|相关(?:阅读|新闻|文章|报道)|延伸阅读|推荐阅读|热门(?:新闻|文章)|관련 ?기사|관련 ?뉴스|많이 본 (?:뉴스|기사)|인기 ?기사)[^\p{L}\p{N}]*$/iu;

/** How a marker begins. */
const mayBegin = createBeginnings(
  "read also|read more|read next|also read|see also|related|recommended|trending|most read|most popular|most viewed|more from|more on|more stories|more news|more in|you may|you might|what to read|latest|top stories|don't miss|dont miss|up next|continue|popular|in other news|editor|" +
    'mehr zum|lesen sie|das könnte|das koennte|auch interessant|meistgelesen|weitere|à lire|a lire|lire aussi|sur le m|les plus|lea tamb|lee tamb|le puede|más noticias|más leída|más leida|más informa|mas noticias|mas leid|mas informa|noticias|te puede|leggi anche|potrebbe|articoli|i più letti|i piu letti|leia tamb|leia mais|veja tamb|veja mais|mais lidas|notícias|' +
    'читайте|по теме|другие|популярное|самое читаемое|اقرأ أيضا|مواضيع|الأكثر|関連|あわ|おす|アク|相关|延伸|推荐|热门|관련|많이|인기',
);

const PROSE_WORDS = 9;

const isProse = (line: Line): boolean => line.words >= LONG_WORDS || (line.words >= PROSE_WORDS && line.closed);

/**
 * Which lines are furniture, one flag a line. A text that is hardly prose at all (a table, a list, a poem) keeps its lines:
 * only known forms leave it.
 */
export const findFurniture = (text: string, lines: Line[]): boolean[] => {
  const flags = flagNotices(lines);
  const kept = lines.filter((_, i) => !flags[i]);
  const total = kept.reduce((sum, line) => sum + line.words, 0);
  const prose = kept.filter(isProse).reduce((sum, line) => sum + line.words, 0);
  if (prose < total / 2) return flags;
  dropListsAndMenus(lines, flags);
  dropAfterMarkers(text, lines, flags);
  dropRepeats(text, lines, flags);
  dropStrangers(text, lines, flags);
  return flags;
};

/** A notice never takes the only prose there is: where it would leave less than itself, it is the article. */
const flagNotices = (lines: Line[]): boolean[] => {
  const wordsOf = (some: Line[]): number => some.reduce((sum, line) => sum + line.words, 0);
  const others = lines.filter((line) => !line.notice);
  const long = lines.filter((line) => line.notice && line.words >= PROSE_WORDS);
  const spare = others.some(isProse) || wordsOf(others) >= wordsOf(long);
  return lines.map((line) => line.notice && (spare || line.words < PROSE_WORDS));
};

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
    if (isMarker(text, line)) after = true;
    // Teasers alternate headline and sentence; the article goes on where two paragraphs follow each other.
    else if (after && isProse(line) && lines[i + 1] !== undefined && isProse(lines[i + 1] as Line)) after = false;
    if (after) flags[i] = true;
  });
};

/** A paragraph that stands twice, as a standfirst does, is said once. */
const dropRepeats = (text: string, lines: Line[], flags: boolean[]): void => {
  const seen = new Set<string>();
  lines.forEach(({ start, end }, i) => {
    if (flags[i]) return;
    const said = text.slice(start, end);
    if (seen.has(said)) flags[i] = true;
    seen.add(said);
  });
};

/**
 * What a site puts above and below its article is short, little, and has no word of it: slogans, prompts, its own voice. Of fewer
 * than eight lines none is told so: a short article's last paragraph can be without a word of the others.
 */
const STRANGER = { words: 40, lines: 3, shareOfLines: 1 / 8 };

const dropStrangers = (text: string, lines: Line[], flags: boolean[]): void => {
  const kept = [...lines.keys()].filter((i) => !flags[i]);
  const most = Math.min(STRANGER.lines, Math.floor(kept.length * STRANGER.shareOfLines));
  const isStranger = (i: number): boolean => {
    const { start, end, words } = lines[i] as Line;
    const others = lines.filter((_, other) => other !== i && !flags[other]);
    return words <= STRANGER.words && !tiesIn(tellingTerms(text, start, end), text, others);
  };
  for (const end of [kept, kept.toReversed()]) {
    for (const i of end.slice(0, most)) {
      if (!isStranger(i)) break;
      flags[i] = true;
    }
  }
};

const MARKER_SIZE = { words: 8, units: 120 };

const isMarker = (text: string, { start, end, words }: Line): boolean => {
  if (words > MARKER_SIZE.words || end - start > MARKER_SIZE.units) return false;
  let first = start;
  while (first < end && !isWordStart(text, first, start)) first++;
  return mayBegin(text, first) && MARKER.test(text.slice(start, end));
};
