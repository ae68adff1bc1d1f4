import { AwsError } from '../kernel/aws-error.ts';
import type { Message } from './message.ts';

export const receiptHandleOf = ({ content, receipt }: Message): string =>
  Buffer.from(`${content.id} ${receipt}`).toString('base64');

/** @throws AwsError ReceiptHandleIsInvalid */
export const readReceiptHandle = (handle: string): { readonly messageId: string; readonly receipt: string } => {
  const [messageId = '', receipt = ''] = Buffer.from(handle, 'base64').toString('utf8').split(' ');
  if (/^[0-9a-f-]{36}$/.test(messageId) && receipt !== '') return { messageId, receipt };
  throw new AwsError('ReceiptHandleIsInvalid', `The input receipt handle "${handle}" is not a valid receipt handle.`);
};
