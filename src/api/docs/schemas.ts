import { html } from 'hono/html';
import type { JsonSchema } from '../openapi/operation.ts';
import { type Html, prose, table } from './markup.ts';

/** A type in a few words, with links to the schemas that have names. */
export const typeName = (schema: JsonSchema): Html => {
  const { $ref, enum: values, const: only, anyOf, oneOf, allOf, type, items, format } = schema;
  if ($ref !== undefined) return linkTo($ref.replace(/^.*\//, ''));
  if (only !== undefined) return html`<code>${JSON.stringify(only)}</code>`;
  if (values !== undefined) return joined(values.map((value) => html`<code>${String(value)}</code>`));
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return joined(choices.map((choice) => typeName(schemaOf(choice))));
  if (allOf !== undefined) return typeName(schemaOf(allOf[0]));
  if (type === 'array' && items !== undefined && !Array.isArray(items))
    return html`list of ${typeName(schemaOf(items))}`;
  const names = [type ?? 'anything'].flat().join(' or ');
  return html`${format === undefined ? names : `${names} (${format})`}`;
};

const linkTo = (name: string): Html => html`<a href="#schema-${name}">${name}</a>`;

const joined = (parts: Html[]): Html => html`${parts.map((part, i) => (i === 0 ? part : html` or ${part}`))}`;

/** JSON Schema has `true` for anything, too. */
const schemaOf = (schema: JsonSchema | boolean | undefined): JsonSchema => (typeof schema === 'object' ? schema : {});

export const schemaSection = (name: string, schema: JsonSchema): Html => html`
<h3 id="schema-${name}"><a href="#schema-${name}">${name}</a></h3>
${schema.properties === undefined ? html`<p>${typeName(schema)}</p>` : fields(schema)}`;

const fields = ({ properties = {}, required = [] }: JsonSchema): Html =>
  table(
    Object.entries(properties).map(([field, value]) => {
      const schema = schemaOf(value);
      const optional = required.includes(field) ? '' : ', may be left out';
      const said = schema.description === undefined ? [] : [html`<br>`, prose(schema.description)];
      return { name: html`${field}`, said: [html`<span class="quiet">${typeName(schema)}${optional}</span>`, ...said] };
    }),
  );
