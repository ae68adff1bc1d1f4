import type { PutTargetsResultEntry, Target } from '@aws-sdk/client-eventbridge';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { readJsonPath } from '../delivery/json-path.ts';
import { refuseUnknownTarget } from '../delivery/send-to-target.ts';
import { checkName, constraintError, validationError } from './validation.ts';

const members = new Set([
  'Id',
  'Arn',
  'RoleArn',
  'Input',
  'InputPath',
  'InputTransformer',
  'KinesisParameters',
  'SqsParameters',
  'DeadLetterConfig',
  'RetryPolicy',
]);

const checkInput = ({ Id, Input, InputPath, InputTransformer }: Target): void => {
  if ([Input, InputPath, InputTransformer].filter((each) => each !== undefined).length > 1) {
    throw validationError(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (InputPath !== undefined) readJsonPath(InputPath);
  for (const path of Object.values(InputTransformer?.InputPathsMap ?? {})) readJsonPath(path);
  if (Input === undefined) return;
  try {
    JSON.parse(Input);
  } catch (cause) {
    throw validationError(`JSON syntax error in input for target ${Id} : ${(cause as Error).message}`);
  }
};

const checkRetryPolicy = ({ RetryPolicy }: Target): void => {
  const { MaximumRetryAttempts: attempts = 0, MaximumEventAgeInSeconds: age = 60 } = RetryPolicy ?? {};
  const path = 'targets.1.member.retryPolicy';
  if (attempts < 0 || attempts > 185) {
    throw constraintError(String(attempts), `${path}.maximumRetryAttempts`, 'have value less than or equal to 185');
  }
  if (age < 60 || age > 86_400) {
    const rule = age < 60 ? 'greater than or equal to 60' : 'less than or equal to 86400';
    throw constraintError(String(age), `${path}.maximumEventAgeInSeconds`, `have value ${rule}`);
  }
};

/** @throws AwsError ValidationException; UnsupportedError for a member or a kind of target that is not built */
export const checkTarget = (target: Target): void => {
  const stranger = Object.keys(target).find((member) => !members.has(member));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of an EventBridge target`);
  checkName(target.Id ?? '', 'targets.1.member.id', 64);
  refuseUnknownTarget(target.Arn ?? '');
  checkInput(target);
  checkRetryPolicy(target);
};

/** A queue that is FIFO needs a group; AWS says so per target. */
export const fifoFailure = ({ Id, Arn = '', SqsParameters }: Target): PutTargetsResultEntry | undefined => {
  if (!/:sqs:.*\.fifo$/.test(Arn) || SqsParameters?.MessageGroupId !== undefined) return undefined;
  return {
    TargetId: Id,
    ErrorCode: 'ValidationException',
    ErrorMessage: `Parameter(s) SqsParameters must be specified for target: ${Id}.`,
  };
};
