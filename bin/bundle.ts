import { spawnSync } from 'node:child_process';

/** Bundles as a deployment would, without account, telemetry or look for updates. npm puts `wrangler` on the PATH. */
const { status } = spawnSync('wrangler deploy --dry-run --outdir dist', {
  shell: true,
  stdio: 'inherit',
  env: { ...process.env, WRANGLER_HIDE_BANNER: 'true', WRANGLER_SEND_METRICS: 'false' },
});
process.exit(status ?? 1);
