import { startCloud } from '../../cloud.ts';
import { createKinesis } from '../../kinesis/service.ts';
import { createIot } from '../service.ts';
import { FakeServices } from './fake-services.ts';

/** A process of its own with IoT and Kinesis over the data directory given, for tests to kill. Prints where it listens. */
const [dataDirectory = ''] = process.argv.slice(2);
const factories = { ...new FakeServices().factories(), kinesis: createKinesis, iot: createIot };
const cloud = await startCloud(factories, { port: 0, mqttPort: 0, logLevel: 'warn', dataDirectory });
process.stdout.write(`${JSON.stringify({ endpoint: cloud.endpoint, mqtt: cloud.services.iot.mqttAddress() })}\n`);
