// node examples/typescript/post.ts [URL [TOKEN]]: posts an article, and shows the clusters that there are.
import { connect } from '../../src/client.ts';

const [url = 'http://localhost:8787', token] = process.argv.slice(2);
const { v1 } = connect(url, token);
const json = {
  title: 'Ship aground',
  text: 'A cargo ship ran aground off Port Ellery on Monday.',
  source: 'news.example',
};

const answer = await v1.articles.$post({ json, query: { mode: 'sync' } });
if (!answer.ok) throw new Error((await answer.json()).detail);
const clusters = await v1.clusters.$get({ query: { limit: '10' } });
if (!clusters.ok) throw new Error((await clusters.json()).detail);
for (const { id, size, title } of (await clusters.json()).clusters) console.log(id, size, title);
