import { basename, extname } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Puts what is imported by `import()` into files of its own, which are read when they are first needed: in one file it is
 * compiled at every start, and nothing of it can be shaken out. The files are named after the entry, by which
 * serverless-esbuild tells one function's files from another's. Where one output file is asked for, nothing is split.
 */
export const lazyChunks = (): Plugin => ({
  name: 'lazy-chunks',
  setup: ({ initialOptions }) => {
    const { outdir, entryPoints } = initialOptions;
    const [entry, ...others] = Array.isArray(entryPoints) ? entryPoints : [];
    if (outdir === undefined || typeof entry !== 'string' || others.length > 0) return;
    initialOptions.splitting = true;
    initialOptions.chunkNames = `${basename(entry, extname(entry))}.[name]-[hash]`;
  },
});
