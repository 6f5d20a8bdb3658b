import { FormToken } from '../form-token.tsx';
import { Field, TextField } from './field.tsx';

export interface PairTexts {
  a_title: string;
  a_text: string;
  b_title: string;
  b_text: string;
}

export const NO_TEXTS: PairTexts = { a_title: '', a_text: '', b_title: '', b_text: '' };

/** Two texts to compare. */
export const PairForm = ({ texts, formToken }: { texts: PairTexts; formToken: string }) => (
  <form method="post" action="/compare">
    <FormToken token={formToken} />
    <div class="two">
      <div class="fields">
        <Field label="Headline of the first" name="a_title" value={texts.a_title} />
        <TextField label="First text" name="a_text" value={texts.a_text} />
      </div>
      <div class="fields">
        <Field label="Headline of the second" name="b_title" value={texts.b_title} />
        <TextField label="Second text" name="b_text" value={texts.b_text} />
      </div>
    </div>
    <p class="actions">
      <button type="submit">Compare</button>
    </p>
  </form>
);
