import { startDeployCloud } from './deploy-cloud.ts';

/** A program: a cloud on the data directory of its argument, in the middle of a canary of half an hour. Prints the deployment's id. */
const cloud = await startDeployCloud({ dataDirectory: process.argv[2] ?? '', speed: 1 });
await cloud.prepare({ deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent30Minutes' });
const id = await cloud.create();
let isShifting = false;
while (!isShifting) {
  const [, weights] = await cloud.alias();
  isShifting = weights !== undefined;
}
process.stdout.write(id);
setInterval(() => {}, 60_000);
