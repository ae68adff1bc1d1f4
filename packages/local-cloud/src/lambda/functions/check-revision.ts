import { AwsError } from '../../kernel/aws-error.ts';

/** @throws AwsError PreconditionFailedException if a change was meant for another state than the present one */
export const checkRevision = (given: string | undefined, present: string): void => {
  if (given === undefined || given === present) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The RevisionId provided does not match the latest RevisionId. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    { status: 412, members: { Type: 'User' } },
  );
};
