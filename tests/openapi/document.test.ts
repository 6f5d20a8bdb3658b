import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { describeApi, VERSION } from '../../src/api/openapi/document.ts';
import { PROBLEMS, typeOf } from '../../src/contract/problem.ts';

/** As it is sent. */
const DOCUMENT = JSON.stringify(describeApi());

const validate = (document: Record<string, unknown>) => new Validator().validate(document);

it('is OpenAPI 3.1, says the published validator', async () => {
  expect(await validate(JSON.parse(DOCUMENT))).toEqual({ valid: true });
  const { info: _, ...broken } = JSON.parse(DOCUMENT);
  expect((await validate(broken)).valid).toBe(false);
});

it('refers to nothing that is not there, and has no component that nothing refers to', () => {
  const document = JSON.parse(DOCUMENT);
  const referred = new Set(DOCUMENT.match(/(?<="\$ref":")[^"]+/g));
  const there = Object.entries(document.components)
    .filter(([kind]) => kind !== 'securitySchemes')
    .flatMap(([kind, components]) => Object.keys(components as object).map((name) => `#/components/${kind}/${name}`));
  expect([...referred].toSorted()).toEqual(there.toSorted());
});

it('gives each operation and webhook a name of its own', () => {
  const ids = DOCUMENT.match(/(?<="operationId":")[^"]+/g) ?? [];
  expect(ids.length).toBeGreaterThan(30);
  expect(new Set(ids).size).toBe(ids.length);
});

it('names every problem that there is, but those of other paths and of articles among several', () => {
  const elsewhere = ['wrong-method', 'removed'];
  const names = Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[];
  const missing = names.filter((name) => !DOCUMENT.includes(`"${typeOf(name)}"`));
  expect(missing.toSorted()).toEqual(elsewhere.toSorted());
});

it('has the version of the package', () => {
  expect(VERSION).toBe(manifest.version);
});
