import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { ReadParameter } from '../template/dynamic-references.ts';
import { validationError } from '../template/template-error.ts';

/** Reads the Parameter Store for templates. @throws AwsError ValidationError names a parameter that does not exist */
export const createReadParameter =
  (cloud: CloudContext): ReadParameter =>
  (name, version) => {
    try {
      return cloud.services.ssm.getParameter(name, version === undefined ? {} : { version });
    } catch (error) {
      if (!(error instanceof AwsError) || !/^Parameter(Version)?NotFound$/.test(error.code)) throw error;
      const at = version === undefined ? name : `${name}:${version}`;
      throw validationError(`Unable to fetch parameters [${at}] from parameter store for this account.`);
    }
  };
