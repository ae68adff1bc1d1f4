import { startLambdaCloud } from './lambda-cloud.ts';

/** A cloud of its own process, with a function in an endless loop whose process id it prints; to be killed by a test. */
const lambda = await startLambdaCloud();
await lambda.create(
  'loop',
  "export const handler = async () => { process.stdout.write('PID ' + process.pid + '\\n'); for (;;) {} };",
  {
    Timeout: 900,
  },
);
void lambda.invoke('loop').catch(() => {});
setInterval(() => {
  const line = lambda.witness.logs.find(({ message }) => message.startsWith('PID '));
  if (line !== undefined) process.stdout.write(`${line.message}\n`);
}, 50);
