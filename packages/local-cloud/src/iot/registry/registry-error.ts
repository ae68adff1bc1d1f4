import { AwsError } from '../../kernel/aws-error.ts';

export function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} does not exist`, { status: 404 });
}

export function alreadyExists(what: string, resourceId: string, resourceArn: string): AwsError {
  const members = { resourceId, resourceArn };
  return new AwsError('ResourceAlreadyExistsException', `${what} already exists in account with different attributes`, {
    status: 409,
    members,
  });
}

export function invalid(message: string): AwsError {
  return new AwsError('InvalidRequestException', message);
}

export function versionConflict(what: string, expected: number): AwsError {
  return new AwsError(
    'VersionConflictException',
    `The version for ${what} does not match the expected version ${expected}.`,
    {
      status: 409,
    },
  );
}

const NAME = /^[a-zA-Z0-9:_-]{1,128}$/;

/** Names of things, types and groups. @throws AwsError InvalidRequestException */
export function checkName(name: string, what: string): void {
  if (!NAME.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at '${what}' failed to satisfy constraint: [a-zA-Z0-9:_-]{1,128}`,
    );
  }
}
