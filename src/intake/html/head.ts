import type { Attributes, TagHandler } from './tags.ts';

/** A page has about fifty; more are not kept. */
const MOST_METAS = 1_000;
const MOST_SCRIPTS = 50;
/** No name that is read is longer. */
const LONGEST_NAME = 40;

/** What a page says beside its text, as it stands there. */
export class Head implements TagHandler<boolean> {
  /** Contents by name, property or itemprop in lower case; of several the first. */
  readonly metas = new Map<string, string>();
  /** The JSON-LD scripts. */
  readonly scripts: string[] = [];
  canonical: string | undefined;
  language: string | undefined;
  title = '';
  h1 = '';
  private articles = 0;
  private readonly times = new Set<string>();
  private ownTime: string | undefined;
  /** The text of the title, heading or script that is open. */
  private taken: string | null = null;

  /** The time of the article: the first within it, else the only one on the page. */
  get time(): string | undefined {
    return this.ownTime ?? (this.times.size === 1 ? [...this.times][0] : undefined);
  }

  /** @returns whether the element's text is taken. */
  open(name: string, attributes: Attributes): boolean {
    if (name === 'html') this.language ??= attributes.lang;
    else if (name === 'meta' || name === 'time') this.takeMeta(attributes);
    else if (name === 'link') this.takeLink(attributes);
    if (name === 'article' || name === 'main') this.articles++;
    if (name === 'time') this.takeTime(attributes.datetime);
    if (this.taken !== null || !this.isTaken(name, attributes)) return false;
    this.taken = '';
    return true;
  }

  close(name: string, isTaken: boolean): void {
    if (name === 'article' || name === 'main') this.articles--;
    if (!isTaken) return;
    const text = this.taken ?? '';
    this.taken = null;
    if (name === 'script') this.scripts.push(text);
    else if (name === 'h1') this.h1 = text.trim();
    else this.title = text;
  }

  text(data: string): void {
    if (this.taken !== null) this.taken += data;
  }

  private isTaken(name: string, { type }: Attributes): boolean {
    if (name === 'script') return /ld\+json/i.test(type?.slice(0, 100) ?? '') && this.scripts.length < MOST_SCRIPTS;
    return (name === 'h1' && this.h1 === '') || (name === 'title' && this.title === '');
  }

  private takeMeta({ property, name, itemprop, content, datetime }: Attributes): void {
    const value = content ?? datetime;
    const key = (property ?? name ?? itemprop ?? '').toLowerCase();
    if (value === undefined || key === '' || key.length > LONGEST_NAME || this.metas.size >= MOST_METAS) return;
    if (!this.metas.has(key)) this.metas.set(key, value);
  }

  private takeLink({ rel, href }: Attributes): void {
    if (rel?.toLowerCase() === 'canonical') this.canonical ??= href;
  }

  private takeTime(datetime: string | undefined): void {
    if (datetime === undefined || this.times.size > 1) return;
    this.times.add(datetime);
    if (this.articles > 0) this.ownTime ??= datetime;
  }
}
