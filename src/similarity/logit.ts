/** One pair never outweighs all others of a cluster: log-odds are kept within this. */
export const LOGIT_LIMIT = 8;

export const clampLogit = (logit: number): number => Math.max(-LOGIT_LIMIT, Math.min(LOGIT_LIMIT, logit));

/** Log-odds to probability, 0..1. */
export const probability = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The same to four decimals, 0..0.9999: more would feign a precision that no judgement has, and 1 is for identical texts. */
export const scoreOf = (logit: number): number => Math.min(0.9999, Math.round(probability(logit) * 10_000) / 10_000);
