// A stand-in until the reader of Markdown is merged.
export const markdownToText = (markdown: string): string => markdown;
