import { AwsError } from '../../kernel/aws-error.ts';

export interface FunctionIdentifier {
  readonly name: string;
  /** A version, an alias or `$LATEST`. */
  readonly qualifier?: string;
}

const pattern =
  /^(?:arn:aws[\w-]*:lambda:[a-z0-9-]+:(?:\d{12}):function:|\d{12}:function:|function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/**
 * Reads a function's name, partial or full ARN, each with or without a qualifier.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (FunctionName)
 * @throws AwsError ValidationException, InvalidParameterValueException if `qualifier` contradicts the one inside
 */
export const parseIdentifier = (text: string, qualifier?: string): FunctionIdentifier => {
  const [, name, inside] = pattern.exec(text) ?? [];
  if (name === undefined) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${text}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?`,
    );
  }
  if (qualifier !== undefined && inside !== undefined && qualifier !== inside) {
    throw new AwsError(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
  const given = qualifier ?? inside;
  return given === undefined ? { name } : { name, qualifier: given };
};
