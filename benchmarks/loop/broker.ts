import { createServer } from 'node:net';
import { Aedes } from 'aedes';

/** A bare broker in a process of its own; says its port to the parent. */
const broker = await Aedes.createBroker();
const server = createServer({ noDelay: true }, broker.handle);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('disconnect', () => process.exit());
