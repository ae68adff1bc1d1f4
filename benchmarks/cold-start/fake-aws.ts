import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The least that each operation may answer, by the last part of its target. */
const answers: Readonly<Record<string, object>> = {
  WriteRecords: { RecordsIngested: { Total: 1, MemoryStore: 1, MagneticStore: 0 } },
  PutRecords: { FailedRecordCount: 0, Records: [{ SequenceNumber: '1', ShardId: 'shardId-000000000000' }] },
  PutEvents: { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] },
  Query: { Items: [], Count: 0, ScannedCount: 0 },
};

/** Answers every AWS request at once, so that only the function's own time is measured. Counts what was asked. */
export const startFakeAws = async (): Promise<{ url: string; server: Server; asked: Map<string, number> }> => {
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const target = request.headers['x-amz-target'];
    const operation =
      typeof target === 'string' ? target.slice(target.indexOf('.') + 1) : `${request.method} ${request.url}`;
    asked.set(operation, (asked.get(operation) ?? 0) + 1);
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(typeof target === 'string' ? JSON.stringify(answers[operation] ?? {}) : '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server, asked };
};
