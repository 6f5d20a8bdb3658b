import type { OpenApiOperation } from '../openapi/document.ts';

/** A line for the shell, with `SAMEWIRE` and `TOKEN` set. */
export const curlLine = (method: string, path: string, { requestBody, security }: OpenApiOperation): string => {
  const verb = method.toUpperCase();
  const [media] = Object.values(requestBody?.content ?? {});
  const implied = verb === 'GET' || (verb === 'POST' && media !== undefined);
  const parts = [
    'curl',
    ...(implied ? [] : [`-X ${verb}`]),
    `"$SAMEWIRE${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.toUpperCase()}`)}"`,
    ...(security === undefined ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(media === undefined ? [] : isSigned(security) ? SIGNED : [`-d ${quoted(JSON.stringify(media.example))}`]),
  ];
  return parts.join(' ');
};

const SIGNED = [
  '-H "X-Hub-Signature-256: sha256=$(openssl dgst -sha256 -hmac "$SECRET" -r < article.json | cut -d" " -f1)"',
  '--data-binary @article.json',
];

/** Needs no token, but takes articles: the sender signs them. */
const isSigned = (security: OpenApiOperation['security']): boolean => security?.length === 0;

/** One word of the shell, whatever it holds. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
