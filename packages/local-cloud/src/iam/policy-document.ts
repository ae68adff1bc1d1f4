import { AwsError } from '../kernel/aws-error.ts';
import { malformedPolicy } from './iam-error.ts';

type JsonMap = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean =>
  typeof value === 'string' ||
  (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'));

const topKeys = new Set(['Version', 'Id', 'Statement']);
const statementKeys = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const principalKeys = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);

const parse = (document: string): JsonMap => {
  let policy: unknown;
  try {
    policy = JSON.parse(document);
  } catch (cause) {
    throw new AwsError('MalformedPolicyDocument', 'This policy contains invalid Json', { cause });
  }
  if (!isMap(policy)) throw malformedPolicy('Syntax errors in policy.');
  return policy;
};

const checkTop = (policy: JsonMap): readonly JsonMap[] => {
  const stranger = Object.keys(policy).find((key) => !topKeys.has(key));
  if (stranger !== undefined) throw malformedPolicy(`Syntax errors in policy: unknown field ${stranger}.`);
  const { Version, Statement } = policy;
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    throw malformedPolicy('The policy must contain a valid version string');
  const statements = [Statement].flat();
  if (Statement === undefined || statements.length === 0 || !statements.every(isMap))
    throw malformedPolicy('Syntax errors in policy: Statement is missing or malformed.');
  return statements;
};

const checkAction = (action: string): void => {
  if (action !== '*' && !/^[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+$/.test(action))
    throw malformedPolicy('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.');
};

const checkCondition = (condition: unknown): void => {
  if (condition === undefined) return;
  const isWell =
    isMap(condition) &&
    Object.values(condition).every((test) => isMap(test) && Object.values(test).every((value) => value !== null));
  if (!isWell) throw malformedPolicy('Syntax errors in policy: Condition is malformed.');
};

const checkPrincipal = (principal: unknown): void => {
  const isWell =
    principal === '*' ||
    (isMap(principal) &&
      Object.keys(principal).length > 0 &&
      Object.entries(principal).every(([key, value]) => principalKeys.has(key) && isTexts(value)));
  if (!isWell) throw malformedPolicy(`Invalid principal in policy: ${JSON.stringify(principal)}`);
};

const checkStatement = (statement: JsonMap): void => {
  const stranger = Object.keys(statement).find((key) => !statementKeys.has(key));
  if (stranger !== undefined) throw malformedPolicy(`Syntax errors in policy: unknown field ${stranger}.`);
  const { Sid, Effect, Action, NotAction, Condition } = statement;
  if (Effect === undefined) throw malformedPolicy('Missing required field Effect');
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformedPolicy(`Invalid effect: ${String(Effect)}`);
  if (Sid !== undefined && (typeof Sid !== 'string' || !/^[A-Za-z0-9]*$/.test(Sid)))
    throw malformedPolicy(
      `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: ${String(Sid)}`,
    );
  if ((Action === undefined) === (NotAction === undefined) || !isTexts(Action ?? NotAction))
    throw malformedPolicy('Policy statement must contain actions.');
  for (const action of [Action ?? NotAction].flat()) checkAction(String(action));
  checkCondition(Condition);
};

const checkResources = ({ Resource, NotResource }: JsonMap): void => {
  if ((Resource === undefined) === (NotResource === undefined) || !isTexts(Resource ?? NotResource))
    throw malformedPolicy('Policy statement must contain resources.');
  for (const resource of [Resource ?? NotResource].flat().map(String)) {
    if (!resource.includes('*') && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/.test(resource))
      throw malformedPolicy(`Resource ${resource} must be in ARN format or "*".`);
  }
};

/** Checks a policy that says what its holder may do. @throws AwsError MalformedPolicyDocument */
export const checkIdentityPolicy = (document: string): void => {
  for (const statement of checkTop(parse(document))) {
    checkStatement(statement);
    if (statement['Principal'] !== undefined || statement['NotPrincipal'] !== undefined)
      throw malformedPolicy('Policy document should not specify a principal.');
    checkResources(statement);
  }
};

/** Checks a policy that says who may assume a role. @throws AwsError MalformedPolicyDocument */
export const checkTrustPolicy = (document: string): void => {
  for (const statement of checkTop(parse(document))) {
    checkStatement(statement);
    if (statement['Resource'] !== undefined || statement['NotResource'] !== undefined)
      throw malformedPolicy('Has prohibited field Resource');
    if (statement['Principal'] === undefined) throw malformedPolicy('Missing required field Principal');
    checkPrincipal(statement['Principal']);
    const actions = [statement['Action'] ?? statement['NotAction']].flat().map(String);
    if (!actions.every((action) => action.toLowerCase().startsWith('sts:')))
      throw malformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.');
  }
};
