import { AwsError } from '../../kernel/aws-error.ts';

/** Does what a removal needs; that the thing is gone already is no error. */
export const unlessGone = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
  }
};
