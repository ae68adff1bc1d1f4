import validateMessage from '../generated/quarantined-message.js';
import validateRecord from '../generated/quarantined-record.js';
import { contract, union } from './contract.ts';
import {
  type QuarantinedMessage,
  type QuarantinedRecord,
  type QuarantineRecord,
  quarantinedMessageSchema,
  quarantinedRecordSchema,
  quarantineRecordSchema,
} from './schemas/quarantine-record.ts';

const message = contract<QuarantinedMessage>('QuarantinedMessage', quarantinedMessageSchema, validateMessage);
const record = contract<QuarantinedRecord>('QuarantinedRecord', quarantinedRecordSchema, validateRecord);

/** One line of a quarantine object: what was refused, why, and its original bytes. */
export const quarantineRecord = union<QuarantineRecord>('QuarantineRecord', quarantineRecordSchema, ({ kind }) =>
  kind === 'record' ? record : message,
);
