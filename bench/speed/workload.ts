/** An article as a crawler posts it. */
export interface GeneratedArticle {
  id: string;
  url: string;
  title: string;
  text: string;
  published_at: string;
}

/** What tasks work on, in a form that can be sent to workerd. */
export interface Workload {
  /** Articles as JSON. */
  articles: string[];
  /** Places in `articles`: one, and the fifty that it is judged against, nearest first. */
  judged: { article: number; others: number[] }[];
}
