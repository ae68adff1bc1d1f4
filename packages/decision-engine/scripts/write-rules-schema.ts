import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesSchema } from '../src/rule-files/rules-schema.ts';

// Run after a change of what rule files may say; a test holds the committed file against it.
const root = fileURLToPath(new URL('../../../', import.meta.url));
const file = 'services/decisions/rules.schema.json';
writeFileSync(`${root}${file}`, JSON.stringify(rulesSchema(), null, 2));
execFileSync('npx', ['biome', 'format', '--write', file], { cwd: root, stdio: 'inherit' });
