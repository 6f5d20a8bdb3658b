import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** Sentences in which only backquotes mean something; everything else is text. */
export const prose = (text: string): Html[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

/** Rows of a name and what is said of it. */
export const table = (rows: { name: Html; said: (Html | Html[] | string)[] }[]): Html =>
  html`<table>${rows.map(({ name, said }) => html`<tr><th scope="row">${name}</th><td>${said}</td></tr>`)}</table>`;
