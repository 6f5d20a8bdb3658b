import { TOKEN_FIELD } from './forms.ts';

/** What a form sends back to show that it is this visitor's own: src/pages/forms.ts. */
export const FormToken = ({ token }: { token: string }) => <input type="hidden" name={TOKEN_FIELD} value={token} />;
