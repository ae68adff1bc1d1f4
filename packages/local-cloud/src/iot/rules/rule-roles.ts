import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';

const PRINCIPAL = 'iot.amazonaws.com';
const ROLE_ARN = /^arn:aws[\w-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
/** Of the functions of SQL that take a role it is the last argument. */
const LAST_ARGUMENT = /,\s*(["'])(arn:aws[\w-]*:iam::\d{12}:role\/[^"']+)\1\s*\)/g;

/** The roles that rules act as: they must exist and trust AWS IoT. What their policies permit is not enforced yet. */
export class RuleRoles {
  readonly #context: CloudContext;
  /** Role ARN -> epoch ms until which its session lasts. */
  readonly #sessions = new Map<string, number>();

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /**
   * Assumes every role that a rule names, in an action or in SQL, as AWS does when a rule is created or replaced, a disabled one too.
   *
   * @param definition anything that holds the rule: its strings are looked through
   * @throws AwsError InvalidRequestException
   */
  checkAll(definition: object): void {
    for (const roleArn of new Set(roleArnsIn(definition))) {
      this.#sessions.delete(roleArn);
      this.assume(roleArn);
    }
  }

  /** @throws AwsError InvalidRequestException if the role does not exist or does not trust AWS IoT */
  assume(roleArn: string): void {
    const { clock, services } = this.#context;
    if ((this.#sessions.get(roleArn) ?? 0) > clock.now()) return;
    try {
      this.#sessions.set(roleArn, services.iam.assumeRole(roleArn, 'iot-rules-engine', PRINCIPAL).expiresAt);
    } catch (cause) {
      const reason = `AWS IoT (${PRINCIPAL}) is unable to assume role (sts:AssumeRole) on resource: ${roleArn}.`;
      const hint = 'If the role was just created or updated, please try again in a few seconds.';
      throw new AwsError('InvalidRequestException', `${reason} ${hint}`, { cause });
    }
  }
}

/** @throws AwsError InvalidRequestException: templates are not allowed in a role, so its ARN is known when the rule is made */
export function checkRoleArn(value: unknown, action: string): void {
  const what = `roleArn of the action ${action}`;
  if (typeof value !== 'string') throw new AwsError('InvalidRequestException', `${what} must be a string`);
  if (value.includes('${')) {
    throw new AwsError('InvalidRequestException', `${what} must not contain substitution templates: ${value}`);
  }
  if (!ROLE_ARN.test(value)) {
    throw new AwsError('InvalidRequestException', `${what} is not the ARN of an IAM role: ${value}`);
  }
}

function roleArnsIn(value: unknown, name?: string): string[] {
  if (typeof value === 'string') {
    return name === 'roleArn' ? [value] : [...value.matchAll(LAST_ARGUMENT)].map(([, , roleArn = '']) => roleArn);
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => roleArnsIn(item, key));
}
