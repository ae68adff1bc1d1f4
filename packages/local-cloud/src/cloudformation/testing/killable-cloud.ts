import { createFakeTypes } from './fake-types.ts';
import { startTestCloud } from './test-cloud.ts';

/** A program: a cloud on the data directory of its argument, in which whatever has the label `slow` takes for ever. */
const fakes = createFakeTypes();
fakes.held.set('slow', new Promise(() => {}));
const { cloud } = await startTestCloud({ dataDirectory: process.argv[2] ?? '' }, fakes);
process.stdout.write(cloud.endpoint);
setInterval(() => {}, 60_000);
