/**
 * The pages' only script; without it they show the same. It fetches the page again while somebody looks at it, and puts the new
 * `#live` in the place of the old where it has changed. Whoever is using that part, by keyboard, is left in peace.
 */
export const SCRIPT = `'use strict';
const EVERY = 10_000;
const told = document.querySelector('[data-live-status]');
let live = document.getElementById('live');

const refresh = async () => {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (response.redirected) return told.append(' You have been signed out: load the page again.');
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = page.getElementById('live');
  if (fresh === null || fresh.innerHTML === live.innerHTML || live.contains(document.activeElement)) return;
  live.replaceWith(fresh);
  live = fresh;
  told.textContent = 'Updated at ' + new Date().toLocaleTimeString() + '.';
};

const later = () => setTimeout(async () => {
  if (document.visibilityState === 'visible') await refresh().catch(() => undefined);
  later();
}, EVERY);

if (live !== null && told !== null) {
  told.textContent = 'This list keeps itself up to date.';
  later();
}
`;
