import { type Change, replace } from '../change.ts';

export const logMore: Change = {
  title: 'code of three services says more in its log',
  edits: [
    replace(
      'services/decisions/src/decide-batch.ts',
      'const records = parsed.flatMap',
      "log.debug('records are read', { records: parsed.length });\n    const records = parsed.flatMap",
    ),
    replace(
      'services/telemetry-ingestion/src/ingest-batch.ts',
      'report(ports, written);',
      "report(ports, written);\n    ports.log.debug('rows are written', { rows: rows.length });",
    ),
    replace(
      'services/commands/src/handle-response.ts',
      'const outcome = await acknowledge(parsed.value, receivedAt);',
      "const outcome = await acknowledge(parsed.value, receivedAt);\n    log.debug('a response is recorded', { commandId, outcome });",
    ),
  ],
};
