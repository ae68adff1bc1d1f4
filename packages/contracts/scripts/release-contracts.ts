import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { contractsToRelease, releasedFolder } from './released-contracts.ts';

const files = contractsToRelease();
mkdirSync(releasedFolder, { recursive: true });
for (const name of readdirSync(releasedFolder)) if (!files.has(name)) rmSync(new URL(name, releasedFolder));
for (const [name, text] of files) writeFileSync(new URL(name, releasedFolder), text);
