import { AwsError } from '../kernel/aws-error.ts';

/** Dynalite answers a table that is there already without a word. */
export const tableExists = (name: string): AwsError =>
  new AwsError('ResourceInUseException', `Table already exists: ${name}`);
