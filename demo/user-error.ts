/** A mistake that the user can put right: shown without a stack. */
export class UserError extends Error {}
