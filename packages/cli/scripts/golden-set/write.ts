import { mkdirSync, writeFileSync } from 'node:fs';
import { goldenSet } from './golden-set.ts';

const folder = new URL('../../../../releases/golden/', import.meta.url);

mkdirSync(folder, { recursive: true });
for (const [name, text] of goldenSet()) writeFileSync(new URL(name, folder), text);
