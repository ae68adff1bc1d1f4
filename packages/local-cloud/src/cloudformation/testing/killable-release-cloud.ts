import { startReleaseCloud } from './release-cloud.ts';

/** A program: a release cloud on the data directory of its argument; prints its endpoint. */
const { endpoint } = await startReleaseCloud({ dataDirectory: process.argv[2] ?? '' });
process.stdout.write(endpoint);
