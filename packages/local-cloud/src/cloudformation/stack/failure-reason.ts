import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';

const handlerCode = (code: string): string => {
  if (code === 'InternalFailure') return code;
  if (/AlreadyExists|InUse|Conflict/.test(code)) return 'AlreadyExists';
  if (/NotFound|NoSuch|NonExistent/.test(code)) return 'NotFound';
  return /Validation|Invalid|Malformed/.test(code) ? 'InvalidRequest' : 'GeneralServiceException';
};

/** The reason of a failed resource, in the words of CloudFormation's resource handlers. */
export const failureReason = (error: unknown, requestToken: string): string => {
  if (error instanceof UnsupportedError || !(error instanceof Error))
    return error instanceof Error ? error.message : String(error);
  const code = error instanceof AwsError ? handlerCode(error.code) : 'InternalFailure';
  return `Resource handler returned message: "${error.message}" (RequestToken: ${requestToken}, HandlerErrorCode: ${code})`;
};
