import { type Context, Hono } from 'hono';
import type { Api } from '../../api/auth.ts';
import { placeNow } from '../../api/placing.ts';
import { rootName } from '../../intake/markup.ts';
import { type Payload, readPayload } from '../../intake/payload.ts';
import { answerPage, visitOf } from '../answer.ts';
import { type CheckAnswer, CheckPage, type CheckTexts } from '../check.tsx';
import { readForm } from '../forms.ts';
import { visitor } from '../visitor.ts';

const NO_TEXTS: CheckTexts = { title: '', source: '', text: '' };

export const check = new Hono<Api>()
  .get('/check', visitor('read'), (c) => answerPage(c, <CheckPage visit={visitOf(c)} texts={NO_TEXTS} answer={null} />))
  .post('/check', visitor('read'), async (c) => {
    const form = await readForm(c);
    const texts = {
      title: form.get('title') ?? '',
      source: form.get('source') ?? '',
      text: form.get('text') ?? '',
    };
    const answer = await rehearse(c, texts);
    const status = 'problem' in answer ? 422 : 200;
    return answerPage(c, <CheckPage visit={visitOf(c)} texts={texts} answer={answer} />, status);
  });

/** Places it without storing anything, as POST /v1/check does. */
const rehearse = async (c: Context<Api>, texts: CheckTexts): Promise<CheckAnswer> => {
  const { answers } = await placeNow(c, toPayload(texts), { store: false, repeatable: null, explain: false });
  return answers[0] as CheckAnswer;
};

/** A whole page says itself what its headline is; what is pasted else goes by the fields. */
const toPayload = ({ title, source, text }: CheckTexts): Payload => {
  if (rootName(text) === 'html') return readPayload(text, 'text/html');
  const value = { text, ...(title ? { title } : {}), ...(source ? { source } : {}) };
  return { single: true, items: [{ value }] };
};
