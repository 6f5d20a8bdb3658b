import { parentPort, workerData } from 'node:worker_threads';
import { createClient } from '../../demo/client.ts';
import { type CopiesOrder, copyOf } from './copies.ts';

/** A thread of its own with its own connections: posts its share of the copies, all at once. */
const { url, ids } = workerData as CopiesOrder;
const client = createClient(url);
parentPort?.postMessage(await Promise.all(ids.map((id) => client.post(copyOf(id)))));
