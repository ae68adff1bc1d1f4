import { isStatement } from '../template/policy-statement.ts';
import { isObject, type Json, type JsonObject, memberAt, type Template } from '../template/template.ts';

const list = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const text = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Statements of a policy; one under a condition of the template counts whichever way that falls. */
const statementsOf = (value: Json | undefined): JsonObject[] =>
  list(value).flatMap((item): JsonObject[] => {
    if (isStatement(item)) return [item];
    const branches = isObject(item) ? item['Fn::If'] : undefined;
    return Array.isArray(branches) ? statementsOf(branches.slice(1)) : [];
  });

/** One line for each action and resource, so that the order in a policy, its Sids and what is added change nothing. */
const linesOf = (statement: JsonObject): string[] => {
  const { Sid: _sid, Effect = 'Allow', Action, NotAction, Resource, NotResource, ...others } = statement;
  const actions = [...list(Action).map(text), ...list(NotAction).map((action) => `all but ${text(action)}`)];
  const resources = [...list(Resource).map(text), ...list(NotResource).map((resource) => `all but ${text(resource)}`)];
  const condition = Object.keys(others).length === 0 ? '' : ` if ${JSON.stringify(others)}`;
  return actions.flatMap((action) =>
    resources.map((resource) => `${text(Effect)} ${action} on ${resource}${condition}`),
  );
};

const policyTypes = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);

const attachedTo = (properties: JsonObject | undefined, role: string): boolean =>
  [...list(properties?.['Roles']), ...list(properties?.['RoleName'])].some((each) => memberAt(each, 'Ref') === role);

/** What a role of the template may do and may not, a line each. */
export const grantsOf = ({ Resources }: Template, role: string): ReadonlySet<string> => {
  const own = Resources[role]?.Properties;
  const documents = list(own?.['Policies']).map((policy) => memberAt(policy, 'PolicyDocument', 'Statement'));
  for (const { Type, Properties } of Object.values(Resources)) {
    if (!policyTypes.has(Type) || !attachedTo(Properties, role)) continue;
    documents.push(memberAt(Properties, 'PolicyDocument', 'Statement'));
  }
  const managed = list(own?.['ManagedPolicyArns']).map((policy) => `managed policy ${text(policy)}`);
  return new Set([...documents.flatMap(statementsOf).flatMap(linesOf), ...managed]);
};
