/** Bytes of a signing secret: Standard Webhooks asks for 24 to 64. */
const SECRET_BYTES = 32;

/** As Standard Webhooks writes it: `whsec_` and base64. */
export const newSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))))}`;

export const newSubscriptionId = (): string => `s_${crypto.randomUUID().replaceAll('-', '')}`;
