import { validationError } from './iam-error.ts';

/** @throws AwsError ValidationError for a role's or policy's name of a wrong shape */
export const checkName = (what: string, name: string, maxLength: number): void => {
  if (name.length <= maxLength && /^[\w+=,.@-]+$/.test(name)) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at '${what}' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+ and have length less than or equal to ${maxLength}`,
  );
};

/** @throws AwsError ValidationError */
export const checkPath = (path: string): void => {
  if (path === '/' || /^\/[\u0021-\u007e]+\/$/.test(path)) return;
  throw validationError(
    `The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters: ${path}`,
  );
};
