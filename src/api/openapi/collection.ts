import { json } from './bodies.ts';
import { refer } from './components.ts';
import type { Operation } from './operation.ts';
import { idOf, PAGE } from './parameters.ts';

const SETTINGS = { description: 'All settings.', schema: refer('Settings') };

export const COLLECTION_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/v1/settings',
    id: 'getSettings',
    tag: 'Collection',
    summary: 'Read the settings',
    access: 'read',
    answers: { 200: SETTINGS },
  },
  {
    method: 'put',
    path: '/v1/settings',
    id: 'changeSettings',
    tag: 'Collection',
    summary: 'Change settings',
    access: 'administer',
    body: json('SettingsChange', 'What is left out stays as it is.', { window_days: 3 }),
    answers: { 200: SETTINGS },
    problems: ['bad-settings'],
  },
  {
    method: 'get',
    path: '/v1/stats',
    id: 'getStats',
    tag: 'Collection',
    summary: 'Count what is stored',
    description: 'What the collection holds, and what was placed since its object woke up.',
    access: 'read',
    answers: { 200: { description: 'Counters.', schema: refer('Stats') } },
  },
  {
    method: 'get',
    path: '/healthz',
    id: 'getHealth',
    tag: 'Description',
    summary: 'Ask whether it is up',
    description: 'Without a token: whether Samewire is up. With one: what its collection holds, too.',
    access: 'anybody',
    answers: { 200: { description: 'It is up.', schema: refer('Health') } },
    problems: ['unknown-token', 'foreign-page', 'bad-tokens', 'no-tokens', 'overloaded'],
  },
];

export const DEAD_LETTER_OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/v1/dead-letters',
    id: 'listDeadLetters',
    tag: 'Dead letters',
    summary: 'List dead letters',
    access: 'administer',
    parameters: PAGE,
    answers: { 200: { description: 'A page of dead letters.', schema: refer('DeadLetterPage') } },
  },
  {
    method: 'post',
    path: '/v1/dead-letters/:id/replay',
    id: 'replayDeadLetter',
    tag: 'Dead letters',
    summary: 'Send a dead letter again',
    access: 'administer',
    parameters: [idOf('dead letter')],
    answers: { 202: { description: 'It is in its queue again.' } },
    problems: ['not-found', 'no-queue'],
  },
  {
    method: 'delete',
    path: '/v1/dead-letters/:id',
    id: 'removeDeadLetter',
    tag: 'Dead letters',
    summary: 'Remove a dead letter',
    access: 'administer',
    parameters: [idOf('dead letter')],
    answers: { 204: { description: 'It is gone.' } },
    problems: ['not-found'],
  },
];
