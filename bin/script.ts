import { buildSync } from 'esbuild';

/** A Worker with all that it imports, as one module of JavaScript. */
export const bundleScript = (entry: string): string => {
  const { outputFiles } = buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (!script) throw new Error('the bundler wrote nothing');
  return script.text;
};
