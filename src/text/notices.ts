import { createBeginnings, isWordStart } from './beginnings.ts';
import { type Line, LONG_WORDS, readLine } from './lines.ts';
import { sentenceStarts } from './sentences.ts';

/** What a line that is never the article's begins with. */
const OPENING =
  /^[^\p{L}\p{N}]*(?:read (?:also|more|next)\b|also read\b|see also\b|related:|lesen sie (?:auch|mehr)\b|mehr zum thema\b|lire aussi|(?:à|a) lire aussi|lea tambi(?:é|e)n|lee tambi(?:é|e)n|leggi anche|leia (?:tamb(?:é|e)m|mais))/iu;

/** Notices by language and kind: how each begins, and the whole form. A form is looked for only where a word begins like it. */
const FORMS: readonly (readonly [beginnings: string, form: string])[] = [
  ['читайте также|関連|相关|관련', 'читайте также|関連記事|相关阅读|관련 ?기사'],
  [
    'copyright|all rights|alle rechte|tous droits',
    'copyright\\b|all rights reserved\\b|alle rechte vorbehalten|tous droits r(?:é|e)serv(?:é|e)s',
  ],
  [
    'todos los|reservados|tutti i|todos os',
    '(?:todos los|reservados todos los) derechos|tutti i diritti riservati|todos os direitos reservados',
  ],
  ['все права|جميع الحقوق|無断|版权|무단', 'все права защищены|جميع الحقوق محفوظة|無断転載|版权所有|무단 ?전재'],
  ['sign up|signing', '(?:sign|signing) up (?:for|to)\\b.{0,60}\\b(?:newsletter|emails?|alerts|briefing|updates)\\b'],
  ['subscribe', 'subscribe (?:to|now|today|for)\\b'],
  [
    'our free|our daily|our weekly|our morning|our newsletter',
    'our (?:free )?(?:daily |weekly |morning )?newsletter\\b',
  ],
  ['newsletter|abonnieren|abonnez', 'newsletter (?:abonnieren|bestellen)|abonnieren sie\\b|abonnez-vous\\b'],
  [
    'suscríbase|suscribase|iscriviti|assine a|assine nossa',
    'suscr(?:í|i)base\\b|iscriviti\\b.{0,40}newsletter|assine (?:a|nossa)\\b',
  ],
  [
    'подпишитесь|подписывайтесь|اشترك في|ニュ|订阅|구독',
    'подпи(?:шитесь|сывайтесь)|اشترك في|ニュースレター|订阅|구독하',
  ],
  [
    'cookie|privacy|terms of',
    'cookies?\\b.{0,60}\\b(?:consent|policy|settings|use|accept|experience)\\b|privacy policy\\b|terms of (?:use|service)\\b',
  ],
  [
    'follow us|join us|join our|download|click here',
    'follow us on\\b|join (?:us on|our) (?:whatsapp|telegram|facebook|channel|community|group)|download (?:our|the) app\\b|click here to\\b',
  ],
  [
    'share this|share the|share your',
    'share (?:this|the) (?:story|article|news|post|page)\\b|share (?:this|the|your).{0,60}\\b(?:network|friends|experiences|feedback)\\b',
  ],
  [
    'search results|view all|all results|no results|what you|keine treffer|keine ergebnisse|aucun résultat|sin resultados|nessun risultato',
    "(?:view |see |show )?all (?:search )?results\\b|search results for\\b|no results (?:found|for)\\b|what you(?:['’]re| are) looking for\\?|keine (?:treffer|ergebnisse) (?:für|gefunden)|aucun r(?:é|e)sultat\\b|sin resultados\\b|nessun risultato\\b",
  ],
  ['support|disclaimer', 'support (?:our|independent) journalism\\b|disclaimer\\b'],
  [
    'this story|this article|this report',
    'this (?:story|article|report) (?:has (?:not )?been|was|is) (?:edited|published|auto-?generated|created|produced|generated|syndicated|first published)\\b',
  ],
  [
    'the views|get the|get breaking|have the|have breaking',
    'the views expressed\\b|(?:get|have) (?:the latest|breaking) news\\b',
  ],
  [
    'diesen|artikel|partager|compartir|condividi|compartilhe',
    "(?:diesen )?artikel teilen\\b|partager (?:cet|l['’])\\s?article\\b|compartir (?:en|este)\\b|condividi (?:su|questo)\\b|compartilhe\\b",
  ],
  [
    'this website|advertisement|continue|already a|to continue',
    'this website (?:offers|uses|is)\\b|advertisement\\b|continue reading below\\b|already a (?:subscriber|member)\\b|to continue reading\\b',
  ],
  [
    'our editorial|become a|thank you',
    'our editorial team\\b|become a (?:member|subscriber)\\b|thank you for (?:sharing|reading|your feedback)\\b',
  ],
  [
    'reporting|writing|additional|editing|compiled',
    '(?:reporting|writing|additional reporting|editing|compiled) by (?-i:\\p{Lu})',
  ],
];
const NOTICE = new RegExp(FORMS.map(([, form]) => form).join('|'), 'iuy');
const mayBegin = createBeginnings(FORMS.map(([beginnings]) => beginnings).join('|'));
const SIGN = /©|\(c\) ?(?:19|20)\d\d/i;

/** Whether text[from, to), a line or a sentence, has the form of a notice. */
const hasNotice = (text: string, from: number, to: number): boolean => {
  for (let i = from; i < to; i++) {
    if (!isWordStart(text, i, from) || !mayBegin(text, i)) continue;
    NOTICE.lastIndex = i;
    if (NOTICE.test(text)) return true;
  }
  const part = text.slice(from, to);
  return SIGN.test(part) || OPENING.test(part);
};

/** A longer sentence than this is not a notice, whatever stands in it. */
const NOTICE_WORDS = 90;

/**
 * Marks the lines that are notices. Of a paragraph only the sentences that are one: it is cut there, so that what comes back can
 * have more lines than what was given.
 */
export const cutNotices = (text: string, lines: Line[]): Line[] =>
  lines.flatMap((line) => {
    if (!hasNotice(text, line.start, line.end)) return line;
    return line.words <= LONG_WORDS ? { ...line, notice: true } : cutParagraph(text, line);
  });

const cutParagraph = (text: string, line: Line): Line[] => {
  const starts = sentenceStarts(text, line.start, line.end);
  // What opens as a notice is one to its end.
  if (line.words <= NOTICE_WORDS && hasNotice(text, line.start, starts[1] ?? line.end))
    return [{ ...line, notice: true }];
  const parts: Line[] = [];
  let from = line.start;
  let notice = false;
  starts.forEach((start, i) => {
    const end = starts[i + 1] ?? line.end;
    const sentence = readLine(text, start, end);
    const isNotice = sentence !== null && sentence.words <= NOTICE_WORDS && hasNotice(text, start, end);
    if (isNotice !== notice && start > from) {
      addPart(parts, readLine(text, from, start), notice);
      from = start;
    }
    notice = isNotice;
  });
  addPart(parts, readLine(text, from, line.end), notice);
  return parts;
};

const addPart = (parts: Line[], part: Line | null, notice: boolean): void => {
  if (part !== null) parts.push({ ...part, notice });
};
