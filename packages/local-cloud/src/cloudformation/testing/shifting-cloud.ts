import { type AliasCloud, startAliasCloud } from './alias-cloud.ts';
import { createFakeTypes } from './fake-types.ts';
import { createScriptedCodeDeploy } from './scripted-code-deploy.ts';

/** A program: a cloud on the data directory of its argument whose deployments never end; `SHIFT <token>` is printed for each. */
const deployments = createScriptedCodeDeploy();
const { cloud }: AliasCloud = await startAliasCloud(deployments.factory, createFakeTypes(), {
  dataDirectory: process.argv[2] ?? '',
});
process.stdout.write(`${cloud.endpoint}\n`);
for (let number = 1; ; number += 1) process.stdout.write(`SHIFT ${(await deployments.shift(number)).clientToken}\n`);
