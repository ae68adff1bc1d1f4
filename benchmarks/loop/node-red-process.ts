import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import RED from 'node-red';

/**
 * The same rule in Node-RED: MQTT in, a function with the state of each device, MQTT out. Its second output says when the last message of
 * every device has passed, for Node-RED itself stores nothing that could be counted.
 */
const rule = `
const [, fleet, device] = msg.topic.split('/');
const reading = msg.payload;
const key = 'active-' + device;
const temperature = reading.metrics.temperature;
const active = context.get(key) === true;
let command = null;
if (!active && temperature >= 90) { context.set(key, true); command = { name: 'set-fan', parameters: { speed: 100 } }; }
if (active && temperature < 80) { context.set(key, false); command = { name: 'set-fan', parameters: { speed: 0 } }; }
const done = reading.last === true ? { topic: 'bench/passed', payload: device } : null;
return [command && { topic: 'cmd/' + fleet + '/' + device + '/request/' + msg._msgid, payload: command }, done];
`;

const flows = (port: number) => [
  { id: 'tab', type: 'tab', label: 'loop' },
  {
    id: 'broker',
    type: 'mqtt-broker',
    broker: '127.0.0.1',
    port: String(port),
    clientid: 'node-red',
    autoConnect: true,
    usetls: false,
    protocolVersion: '4',
    keepalive: '60',
    cleansession: true,
  },
  {
    id: 'in',
    type: 'mqtt in',
    z: 'tab',
    topic: 'dt/#',
    qos: '1',
    datatype: 'json',
    broker: 'broker',
    wires: [['rule']],
  },
  { id: 'rule', type: 'function', z: 'tab', func: rule, outputs: 2, libs: [], wires: [['out'], ['out']] },
  { id: 'out', type: 'mqtt out', z: 'tab', topic: '', qos: '1', retain: '', broker: 'broker', wires: [] },
];

const userDir = mkdtempSync(join(tmpdir(), 'node-red-'));
writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flows(Number(process.argv[2]))));
RED.init(createServer(), {
  userDir,
  uiPort: 0,
  uiHost: '127.0.0.1',
  flowFile: 'flows.json',
  httpAdminRoot: false,
  httpNodeRoot: false,
  logging: { console: { level: 'off', metrics: false, audit: false } },
});
await RED.start();
process.send?.('started');
process.on('disconnect', () => {
  rmSync(userDir, { recursive: true, force: true });
  process.exit();
});
