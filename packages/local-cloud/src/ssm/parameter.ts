export type ParameterType = 'String' | 'StringList' | 'SecureString';

export interface ParameterVersion {
  readonly version: number;
  /** Encrypted for a SecureString. */
  readonly value: string;
  readonly description?: string | undefined;
  readonly allowedPattern?: string | undefined;
  /** Epoch ms. */
  readonly modifiedAt: number;
  /** ARN of who put it. */
  readonly modifiedBy: string;
}

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** The last hundred, oldest first. */
  readonly versions: readonly ParameterVersion[];
  readonly tags: Readonly<Record<string, string>>;
}

export const latestOf = ({ versions }: Parameter): ParameterVersion => {
  const latest = versions.at(-1);
  if (latest === undefined) throw new Error('a parameter without a version');
  return latest;
};
