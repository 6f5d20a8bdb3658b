import { type Context, Hono } from 'hono';
import { notFound } from '../../api/answers.ts';
import type { Api } from '../../api/auth.ts';
import { withText } from '../../api/matches.ts';
import { readText } from '../../api/query.ts';
import { collectionOf } from '../../api/story-index.ts';
import { readArticle } from '../../intake/article.ts';
import { compare } from '../../similarity/compare.ts';
import type { MatchedArticle } from '../../story-index/story-index.ts';
import { answerPage, visitOf } from '../answer.ts';
import { type Comparable, ComparisonPage, PairPage } from '../compare.tsx';
import { readForm } from '../forms.ts';
import { NO_TEXTS, type PairTexts } from '../parts/pair-form.tsx';
import { visitor } from '../visitor.ts';

export const comparison = new Hono<Api>()
  .get('/compare', visitor('read'), async (c) => {
    const [a, b] = ['a', 'b'].map((name) => readText((key) => c.req.query(key), name));
    if (!a || !b) return answerPage(c, <PairPage visit={visitOf(c)} texts={NO_TEXTS} wrong={null} />);
    const [first, second] = [await storedArticle(c, a), await storedArticle(c, b)];
    if (first.text === null || second.text === null)
      return answerPage(c, <PairPage visit={visitOf(c)} texts={NO_TEXTS} wrong={NOT_KEPT} />);
    return show(c, { ...first, text: first.text }, { ...second, text: second.text });
  })
  .post('/compare', visitor('read'), async (c) => {
    const texts = readTexts(await readForm(c));
    const [a, b] = [
      await readArticle({ title: texts.a_title, text: texts.a_text }, 'first '),
      await readArticle({ title: texts.b_title, text: texts.b_text }, 'second '),
    ];
    const wrong = [a, b].flatMap((reading) => ('problem' in reading ? [reading.problem.detail] : [])).join('; ');
    if ('problem' in a || 'problem' in b)
      return answerPage(c, <PairPage visit={visitOf(c)} texts={texts} wrong={wrong} />, 422);
    return show(c, a.article, b.article);
  });

const NOT_KEPT = 'The texts of these two were not kept, so what they share cannot be shown. Paste them here.';

const storedArticle = async (c: Context<Api>, id: string): Promise<MatchedArticle> => {
  const found = await collectionOf(c).matched(id);
  if (found === null) throw notFound(`article ${id}`);
  return withText(c, found);
};

const readTexts = (form: URLSearchParams): PairTexts => ({
  a_title: form.get('a_title') ?? '',
  a_text: form.get('a_text') ?? '',
  b_title: form.get('b_title') ?? '',
  b_text: form.get('b_text') ?? '',
});

const show = (c: Context<Api>, a: Comparable, b: Comparable) =>
  answerPage(c, <ComparisonPage visit={visitOf(c)} a={a} b={b} comparison={compare(a, b)} />);
