import { Webhook } from 'standardwebhooks';
import { SECRETS } from './senders.ts';

/** Headers of a delivery as the published library of Standard Webhooks signs it. `at`: milliseconds since the epoch. */
export const signStandard = (
  body: string,
  { id = 'msg_1', at = Date.now(), secret = SECRETS.standard, prefix = 'webhook' } = {},
): Record<string, string> => ({
  [`${prefix}-id`]: id,
  [`${prefix}-timestamp`]: String(Math.floor(at / 1000)),
  [`${prefix}-signature`]: new Webhook(secret).sign(id, new Date(at), body),
});

/** HMAC-SHA256 in hex. */
export const signHex = async (secret: string, body: string | Uint8Array): Promise<string> => {
  const bytes = (data: string | Uint8Array) => (typeof data === 'string' ? new TextEncoder().encode(data) : data);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, bytes(body));
  return [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
};
